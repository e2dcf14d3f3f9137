package io.github.dynamodbsession.metrics;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A blocking view of a store of either kind.
 *
 * @param create creates a session
 * @param find finds one
 * @param save saves one
 * @param changeId changes the id of one
 * @param delete ends one
 * @param reap reaps expired ones
 * @param onClose closes the store
 */
public record Node(
        Supplier<Session> create,
        Function<String, Optional<Session>> find,
        Function<Session, SaveResult> save,
        Consumer<Session> changeId,
        Function<Session, Boolean> delete,
        Runnable reap,
        Runnable onClose)
        implements AutoCloseable {

    /**
     * A blocking store.
     *
     * @param store the store
     * @return the node
     */
    public static Node of(SessionStore store) {
        return new Node(
                store::create, store::find, store::save, store::changeId, store::delete, store::reap, store::close);
    }

    /**
     * An asynchronous store.
     *
     * @param store the store
     * @return the node, which waits
     */
    public static Node of(AsyncSessionStore store) {
        return new Node(
                store::create,
                id -> await(store.find(id)),
                session -> await(store.save(session)),
                store::changeId,
                session -> await(store.delete(session)),
                () -> await(store.reap()),
                store::close);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
