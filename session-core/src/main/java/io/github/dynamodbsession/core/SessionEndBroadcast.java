package io.github.dynamodbsession.core;

import java.util.function.Consumer;

/**
 * Carries the ends of sessions from node to node, for what lives outside requests and must stop when its session ends,
 * such as a WebSocket. Optional: see {@link StoreBuilder#endBroadcast}.
 *
 * <p>Delivery is best effort: an end may be lost, may arrive more than once, late, and also at the node that published it.
 * A session that has ended is absent to every node in any case, so who must be certain looks it up.
 *
 * <p>Implementations are safe for use by any number of threads. No argument or result is null.
 */
public interface SessionEndBroadcast {

    /**
     * Announces to the other nodes that no session is alive under an id any more: it was deleted, was found expired, or
     * has another id now. Called after the fact, on the thread of the operation or of the clean-up, so it must not wait
     * for long: an implementation that calls a remote system does so on a thread of its own, or with a short timeout.
     * What it throws fails nothing; it is reported as a warning, as for a {@link SessionListener}.
     *
     * @param id the id; a secret, not for logs
     */
    void publish(String id);

    /**
     * Registers a subscriber for the ends that other nodes publish. It may be called on any thread, by several at once, and
     * throws nothing.
     *
     * @param subscriber receives the ids
     * @return the subscription; a store closes it when it is closed itself
     * @throws RuntimeException if it cannot subscribe; a store is then not built
     */
    Subscription subscribe(Consumer<String> subscriber);

    /** A subscriber's place among the others. Safe for use by any number of threads. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {

        /** Ends the subscription. A call of the subscriber that is under way may still finish. A second call does nothing. */
        @Override
        void close();
    }
}
