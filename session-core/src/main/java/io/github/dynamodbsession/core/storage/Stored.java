package io.github.dynamodbsession.core.storage;

/** What a storage holds under a session's id: a session, or the tombstone of one. Immutable. */
public sealed interface Stored permits SessionRecord, Tombstone {

    /**
     * The session's id.
     *
     * @return the id; a secret, not for logs
     */
    String id();
}
