package io.github.dynamodbsession.core;

import java.util.function.Consumer;

/**
 * Notifies other nodes of sessions that ended, for what lives outside requests and must stop when its session ends,
 * such as a WebSocket. Optional: see {@link StoreBuilder#endBroadcast}.
 *
 * <p>Delivery is best effort: a notification may be lost, duplicated or late, and may also reach the node that
 * published it. A session that has ended is absent on every node in any case, so code that must be certain looks it up.
 *
 * <p>Implementations are safe for use by any number of threads. No argument or result is null.
 */
public interface SessionEndBroadcast {

    /**
     * Notifies the other nodes that no session is alive under an id any more: it was deleted, was found expired, or has
     * another id now. Called afterwards, on the thread of the operation or of the reaper, so it must not block for
     * long: an implementation that calls a remote system does so on its own thread, or with a short timeout. What it
     * throws does not affect the operation; it is logged as a warning, as for a {@link SessionListener}.
     *
     * @param id the id; a secret, not for logs
     */
    void publish(String id);

    /**
     * Registers a subscriber for the ends that other nodes publish. The subscriber may be called on any thread,
     * concurrently, and never throws.
     *
     * @param subscriber receives the ids
     * @return the subscription; a store closes it when it is closed itself
     * @throws RuntimeException if the subscription fails; then the store is not built
     */
    Subscription subscribe(Consumer<String> subscriber);

    /** A subscription. Safe for use by any number of threads. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {

        /** Ends the subscription. A running call of the subscriber may still finish. A second call does nothing. */
        @Override
        void close();
    }
}
