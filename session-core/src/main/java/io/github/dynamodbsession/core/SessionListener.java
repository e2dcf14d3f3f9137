package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ReapResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
     * Another node announced that no session is alive under an id any more: it was deleted, was found expired, or has
     * another id now. Only called where the store has a {@link SessionEndBroadcast}, and on its threads; it may be called
     * more than once for one id, and for a session that ended on this node.
     *
     * @param id the id; a secret, not for logs
     */
    default void onEndedElsewhere(String id) {}

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
     * Whether people learn from this listener which attributes are spoiled. While none that the store was built with says
     * so, each is a warning through {@link System.Logger}. Asked once.
     *
     * @return true unless overridden, as by a listener that only counts
     */
    default boolean reportsSpoiledAttributes() {
        return true;
    }

    /**
     * An operation failed; the caller gets the same exception, if there is a caller.
     *
     * @param failure the failure
     */
    default void onFailure(SessionException failure) {}

    /**
     * An operation of the store begins, on the thread that asks for it: for what has to be there while it is under way,
     * such as a span of a trace. To count and to time, {@link #onOperation} is enough.
     *
     * @param kind what it is
     * @param waits whether this thread waits for the operation, and is the one that tells of its end: what is bound to
     *     the thread, such as the scope of a span, can then be taken down there; true for every operation of a
     *     {@link SessionStore}, for none of an {@link AsyncSessionStore}
     * @return is told once when the operation is over, before {@link #onOperation}, and in the reverse order of the
     *     listeners; what it throws harms nothing either; null: nobody is
     */
    default @Nullable Consumer<OperationEvent> onOperationBegun(OperationEvent.Kind kind, boolean waits) {
        return null;
    }

    /**
     * An operation of the store is over, however it ended: for those who count and time. What others of these methods
     * tell of, this one tells too, before them.
     *
     * @param operation what it was, how it ended, how long it took
     */
    default void onOperation(OperationEvent operation) {}

    /**
     * Whether {@link #onOperationBegun} and {@link #onOperation} are of interest. If they are to no listener, nothing is
     * measured. Asked once.
     *
     * @return true unless overridden
     */
    default boolean listensForOperations() {
        return true;
    }

    /**
     * A round of clean-up is over.
     *
     * @param result what it did
     */
    default void onReaped(ReapResult result) {}
}
