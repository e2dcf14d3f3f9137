package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ReapResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of what happens to sessions on this node. Every method does nothing unless overridden.
 *
 * <p>Called on the thread of the operation, or of the reaper, after the operation took effect, never while this library
 * holds a lock, and with the context class loader of the thread that built the store. Implementations must be safe for
 * use by several threads, and return quickly. What they throw does not affect the operation: it is logged as a warning
 * through {@link System.Logger} under the name of {@link SessionStore}. No argument is null. A session of a request is
 * passed without its {@link Session#token}, and is equal to the one that the request has.
 */
public interface SessionListener {

    /**
     * A session was stored for the first time.
     *
     * @param session the session
     */
    default void onCreated(Session session) {}

    /**
     * The id of a session changed; the old one is no longer valid. If it was renewed because of its age, the session can still
     * be read under it for a while ({@link StoreBuilder#renewIdGrace}).
     *
     * @param session the session, under its new id
     * @param oldId the previous id; a secret, not for logs
     */
    default void onIdChanged(Session session, String oldId) {}

    /**
     * A session has ended, and this node removed it. In the whole cluster, the end of an expired session is reported at
     * most once, and exactly once unless the reporting node or the answer to a delete is lost. A session that the
     * storage removes itself ends without a notification ({@link #listensForExpiry}).
     *
     * @param session what was removed, read-only: changes to it are not stored
     * @param cause why it ended
     */
    default void onEnded(Session session, EndCause cause) {}

    /**
     * Another node published that no session is alive under an id any more: it was deleted, was found expired, or has
     * another id now. Only called if the store has a {@link SessionEndBroadcast}, and on its threads; may be called
     * more than once for one id, and for a session that ended on this node.
     *
     * @param id the id; a secret, not for logs
     */
    default void onEndedElsewhere(String id) {}

    /**
     * Whether this listener needs {@link #onEnded} for sessions that expire. If no listener does, and the storage
     * removes expired sessions itself, no reaper looks for them. Called once.
     *
     * @return true unless overridden
     */
    default boolean listensForExpiry() {
        return true;
    }

    /**
     * A save came too late: the session was deleted, has expired, or has another id. Nothing was written.
     *
     * @param session the request's working copy
     */
    default void onSavedTooLate(Session session) {}

    /**
     * An attribute cannot be decoded and is left out of the session; its stored value is kept.
     *
     * @param failure the reason, with the name of the attribute
     */
    default void onAttributeUndecodable(SessionCodecException failure) {}

    /**
     * Whether this listener reports undecodable attributes to people. If no listener that the store was built with
     * does, each one is logged as a warning through {@link System.Logger}. Called once.
     *
     * @return true unless overridden, as by a listener that only counts
     */
    default boolean reportsUndecodableAttributes() {
        return true;
    }

    /**
     * An operation failed; its caller, if there is one, gets the same exception.
     *
     * @param failure the failure
     */
    default void onFailure(SessionException failure) {}

    /**
     * An operation of the store begins, on the calling thread: for what has to exist while it is running, such as a
     * span of a trace. For counters and timers, {@link #onOperation} is enough.
     *
     * @param kind the kind of operation
     * @param waits whether this thread waits for the operation, and notifies of its end: what is bound to the thread,
     *     such as the scope of a span, can be closed there; true for every operation of a {@link SessionStore}, false
     *     for every operation of an {@link AsyncSessionStore}
     * @return called once when the operation is over, before {@link #onOperation}, and in the reverse order of the
     *     listeners; what it throws does not affect the operation; null: nothing is called
     */
    default @Nullable Consumer<OperationEvent> onOperationBegun(OperationEvent.Kind kind, boolean waits) {
        return null;
    }

    /**
     * An operation of the store is over, however it ended: for counters and timers. Called before the more specific
     * methods of this listener.
     *
     * @param operation its kind, its outcome and its duration
     */
    default void onOperation(OperationEvent operation) {}

    /**
     * Whether this listener needs {@link #onOperationBegun} and {@link #onOperation}. If no listener does, nothing is
     * measured. Called once.
     *
     * @return true unless overridden
     */
    default boolean listensForOperations() {
        return true;
    }

    /**
     * A round of the reaper is over.
     *
     * @param result what it removed
     */
    default void onReaped(ReapResult result) {}
}
