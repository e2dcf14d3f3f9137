package io.github.dynamodbsession.core.storage;

/**
 * The capability of a backend to renew the ids of old sessions: the option {@code renewIdAfter} of a store needs it. The
 * backend stores since when a session has its id ({@link SessionTimes#idSince}), with every create and id change, and
 * never changes it otherwise; it stores {@link Tombstone#readableUntil}; and its {@link StorageClient#get} follows that, by
 * one more read, only then. No other read or write of a former id finds the session, but {@link
 * SessionIndexes#getConsistently} and deletes, which follow every id change.
 *
 * <p>It has no methods; the tests of {@code StorageClientContract} that need it are skipped for a client without it.
 */
public interface RenewableIds {}
