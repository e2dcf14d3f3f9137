package io.github.dynamodbsession.core;

/** What {@link SessionStore#save} did. */
public enum SaveResult {
    /** The session was new and is stored now. */
    CREATED,
    /** Changes were written: attributes, or the max inactive interval. */
    CHANGED,
    /** The session was moved to its new id, with all changes of the request, as one. */
    RENAMED,
    /** Only times were written. */
    TOUCHED,
    /** There was nothing to write; the storage was not asked. */
    UNCHANGED,
    /**
     * Nothing was written, because the session had ended: somebody deleted it, it expired, or it has another id by
     * now. Nothing of it comes back.
     */
    ENDED
}
