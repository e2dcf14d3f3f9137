package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a backend to find sessions by their indexed values ({@link SessionRecord#indexed}). Indexes are
 * eventually consistent: each hit must be verified by {@link #getConsistently}.
 *
 * <p>Implementations are safe for use by any number of threads.
 */
public interface SessionIndexes {

    /** The maximum length of an indexed value, in UTF-8 bytes; the minimum is one. */
    int MAX_VALUE_BYTES = 2048;

    /**
     * Declares the indexes that will be queried, before {@link StorageClient#init}, which creates missing ones if that
     * is allowed. The indexes of several stores on one client add up.
     *
     * @param names their names: 1 to 200 of the characters {@code A-Z a-z 0-9 _ . -}; copied
     */
    void declare(Set<String> names);

    /**
     * Queries an index for one page of sessions.
     *
     * @param index the name of an index that was declared
     * @param value the value, of 1 to {@link #MAX_VALUE_BYTES} bytes
     * @param after {@link Page#next} of the previous page; null: the first page
     * @return ids, in no particular order, of sessions that have the value, or had it recently
     * @throws SessionException if the index cannot be queried; retryable while it is being created
     */
    Page<String> find(String index, String value, @Nullable String after);

    /**
     * Reads a session with strong consistency, however other reads are configured, under whichever id it has by now: an
     * index that lags shows former ids.
     *
     * @param id an id that {@link #find} returned
     * @param now the time
     * @return the session, with its current {@link SessionRecord#id} and without a {@link SessionRecord#formerId}; empty
     *     if none is alive
     */
    Optional<SessionRecord> getConsistently(String id, Instant now);

    /**
     * Deletes a session as {@link StorageClient#delete} does, under whichever id it has by now, but only if it has the
     * value at that moment: the session may belong to another user by now.
     *
     * @param id an id that {@link #find} returned
     * @param index the name of the index
     * @param value the value
     * @param now the time
     * @return the session that was removed, even if it had already expired; empty if none was
     */
    Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now);
}
