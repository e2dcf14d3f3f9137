package io.github.dynamodbsession.core;

/** What {@link SessionStore#save} did. */
public enum SaveResult {
    /** The session was new and is stored now. */
    CREATED,
    /** Changes were written: attributes, or the max inactive interval. */
    CHANGED,
    /** The session was moved to its new id, atomically with all changes of the request. */
    RENAMED,
    /**
     * The same, because the id was old: {@link SessionStore#saveAndRenewId} gave it another one. The client must be sent the
     * session's new token.
     */
    RENEWED,
    /** Only times were written. */
    TOUCHED,
    /** There was nothing to write; the storage was not called. */
    UNCHANGED,
    /**
     * Nothing was written, because the session has ended: it was deleted, has expired, or has another id by now. It
     * cannot come back under this one.
     */
    ENDED
}
