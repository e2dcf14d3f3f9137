package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ReapResult;

/**
 * Is told what happens to sessions on this node. Every method does nothing unless overridden.
 *
 * <p>Called on the thread of the operation, or of the clean-up, after it took effect, never while a lock of this library
 * is held, and with the context class loader of the thread that built the store; so implementations are safe for use by
 * several threads, and quick. What they throw harms nothing: it is reported as a warning through {@link System.Logger}
 * under the name of {@link SessionStore}. No argument is null.
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
     * A session has ended, and this node removed it. In the whole cluster the end of an expired session is announced at
     * most once, and once unless the announcing node or the answer of a delete is lost. One that the storage removes by
     * itself ends silently ({@link #listensForExpiry}).
     *
     * @param session what was removed, for reading: nothing that is done to it is stored any more
     * @param cause why it ended
     */
    default void onEnded(Session session, EndCause cause) {}

    /**
     * Whether {@link #onEnded} is of interest for sessions that expire. If it is to no listener, and the storage removes
     * expired sessions by itself, nothing is spent on finding them. Asked once.
     *
     * @return true unless overridden
     */
    default boolean listensForExpiry() {
        return true;
    }

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
