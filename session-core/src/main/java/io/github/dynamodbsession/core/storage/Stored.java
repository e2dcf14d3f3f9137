package io.github.dynamodbsession.core.storage;

/** What is stored under a session's id: a session, or its tombstone. Immutable. */
public sealed interface Stored permits SessionRecord, Tombstone {

    /**
     * The session's id.
     *
     * @return the id; a secret, not for logs
     */
    String id();
}
