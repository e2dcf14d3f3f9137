package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;

/**
 * Is told what happens to sessions on this node. Every method does nothing unless overridden.
 *
 * <p>Called on the thread of the operation, after it took effect, never while a lock is held; so implementations are
 * safe for use by several threads, and quick. What they throw harms nothing: it is reported as a warning through
 * {@link System.Logger} under the name of {@link SessionStore}. No argument is null.
 */
public interface SessionListener {

    /**
     * A session was stored for the first time.
     *
     * @param session the session
     */
    default void onCreated(Session session) {}

    /**
     * A session has another id; the old one is dead.
     *
     * @param session the session, under its new id
     * @param oldId the id up to now; a secret, not for logs
     */
    default void onIdChanged(Session session, String oldId) {}

    /**
     * A session was deleted by the application.
     *
     * @param removed what was removed
     */
    default void onDeleted(SessionRecord removed) {}

    /**
     * An expired session was removed by this node's clean-up. One that the storage removes by itself ends silently.
     *
     * @param removed what was removed
     */
    default void onExpired(SessionRecord removed) {}

    /**
     * A save came too late: the session had been deleted, had expired, or has another id. Nothing was written.
     *
     * @param session the request's working copy
     */
    default void onSavedTooLate(Session session) {}

    /**
     * An attribute cannot be read and is left out of the session; what is stored of it stays.
     *
     * @param failure why, naming the attribute
     */
    default void onAttributeSpoiled(SessionCodecException failure) {}

    /**
     * An operation failed; the caller gets the same exception, if there is a caller.
     *
     * @param failure the failure
     */
    default void onFailure(SessionException failure) {}

    /**
     * A round of clean-up is over.
     *
     * @param result what it did
     */
    default void onReaped(ReapResult result) {}
}
