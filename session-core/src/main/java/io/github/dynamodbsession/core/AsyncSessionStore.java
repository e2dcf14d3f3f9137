package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link SessionStore}: the same operations with the same decisions and promises, over an
 * {@link AsyncStorageClient}, without a thread that waits.
 *
 * <p><em>Threads.</em> Everything that is not the storage's own runs on the builder's {@code executor}: decisions,
 * codecs while a session is saved, listeners, and what callers chain to a returned future, unless they name another
 * executor or the future is complete already, when it runs on their own thread. None of it runs on a thread of the
 * storage or of an SDK. (Attributes are decoded on the thread that reads them, as ever.)
 *
 * <p><em>Failures.</em> What a {@link SessionStore} throws, a returned future fails with. Only a null argument, an
 * ended session's {@link #changeId} and a bad {@code idGenerator} are thrown at once.
 *
 * <p><em>Cancelling</em> a returned future makes no further call; the call that is under way is not taken back, so what
 * was to be written is then stored or not, whole either way. Saving the same {@link Session} again settles it, and is
 * safe. So does a time-out that a caller sets with {@link CompletableFuture#orTimeout}; how long one call may take is the
 * storage's option.
 *
 * <p>Safe for use by any number of threads.
 */
public final class AsyncSessionStore implements AutoCloseable {

    private final AsyncStorageClient storage;
    private final StoreFrame frame;
    private final Executor executor;
    private final AsyncCaller<StorageCall, StorageCall.Answer> caller;
    private final @Nullable Reaper reaper;

    private AsyncSessionStore(Builder builder, StoreFrame frame, Duration cleanupInterval) {
        this.storage = builder.storage;
        this.frame = frame;
        this.executor = builder.executor;
        this.caller = new AsyncCaller<>(call -> StorageCall.make(call, storage), executor);
        this.reaper = cleanupInterval.isZero() ? null : Reaper.start(this::reapAndWait, cleanupInterval);
    }

    /**
     * Begins a store.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new builder
     */
    public static Builder builder(AsyncStorageClient storage) {
        return new Builder(storage);
    }

    /**
     * Begins a session. Nothing is stored before it is saved.
     *
     * @return a new session with a new id
     * @throws SessionConfigurationException if the option {@code idGenerator} made an id that cannot be one
     */
    public Session create() {
        return frame.create();
    }

    /**
     * Finds a session, as {@link SessionStore#find} does.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public CompletableFuture<Optional<Session>> find(String id) {
        Objects.requireNonNull(id, "id");
        return run(() -> frame.operations().find(id, frame.now()));
    }

    /**
     * Writes what was done to a session, as {@link SessionStore#save} does. A save of a session that is being saved
     * already begins when that one is over.
     *
     * @param session the session
     * @return what was done; fails with {@link SessionCodecException} or {@link SessionTooLargeException} if nothing
     *     could be stored for it
     */
    public CompletableFuture<SaveResult> save(Session session) {
        return session.copy().savings().next(over -> {
            Optional<String> oldId = session.copy().storedId();
            return run(
                    () -> frame.operations().save(session.copy(), frame.now()).map(result -> {
                        frame.saved(session, oldId, result);
                        return result;
                    }),
                    over);
        });
    }

    /**
     * Gives a session another id, as {@link SessionStore#changeId} does: the next {@link #save} stores it.
     *
     * @param session the session
     * @return the new id
     * @throws IllegalStateException if the session is known to have ended
     * @throws SessionConfigurationException if the option {@code idGenerator} made an id that cannot be one
     */
    public String changeId(Session session) {
        return frame.changeId(session);
    }

    /**
     * Ends a session, under whatever id it is stored, as {@link SessionStore#delete(Session)} does.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(Session session) {
        return session.copy()
                .savings()
                .next(over -> run(
                        () -> frame.operations()
                                .delete(session.copy(), frame.now())
                                .map(frame::deleted),
                        over));
    }

    /**
     * Ends the session of an id, as {@link SessionStore#delete(String)} does.
     *
     * @param id the id; anything that cannot be one names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(String id) {
        Objects.requireNonNull(id, "id");
        return run(() -> frame.operations().delete(id, frame.now()).map(frame::deleted));
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public CompletableFuture<ReapResult> reap() {
        return reporting(caller.onExecutor(() -> storage.deleteExpired(frame.reapBefore(), frame::expired), result -> {
            frame.reaped(result);
            return result;
        }));
    }

    private void reapAndWait() {
        try {
            reap().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SessionException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Stops the clean-up and closes the storage. A second call does nothing. */
    @Override
    public void close() {
        if (reaper != null) {
            reaper.close();
        }
        storage.close();
    }

    private <T> CompletableFuture<T> run(Supplier<Step<StorageCall, StorageCall.Answer, T>> operation) {
        return run(operation, () -> {});
    }

    private <T> CompletableFuture<T> run(Supplier<Step<StorageCall, StorageCall.Answer, T>> operation, Runnable over) {
        return reporting(caller.run(operation, over));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the operation itself is returned, with its failure
    private <T> CompletableFuture<T> reporting(CompletableFuture<T> operation) {
        operation.whenComplete((result, failure) -> {
            if (AsyncCaller.unwrapped(failure) instanceof SessionException e) {
                frame.failed(e);
            }
        });
        return operation;
    }

    /** Collects the options of a store. Not safe for use by several threads. */
    public static final class Builder extends StoreBuilder<Builder> {

        private final AsyncStorageClient storage;
        private Executor executor = ForkJoinPool.commonPool();

        private Builder(AsyncStorageClient storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Where everything runs that is not the storage's own; by default {@link ForkJoinPool#commonPool}.
         *
         * @param value the executor; nothing given to it waits; closed by whoever made it
         * @return this builder
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Makes the store, and the storage ready, and starts the clean-up.
         *
         * @return a new store; fails with {@link SessionConfigurationException} if the storage is not as it must be,
         *     and with {@link SessionStorageException} if it does not answer
         * @throws SessionConfigurationException if an option is out of range, naming it
         */
        public CompletableFuture<AsyncSessionStore> build() {
            StoreFrame frame = checkedFrame();
            Duration cleanupInterval = checkedCleanupInterval(storage.ability(ExpiresByItself.class));
            if (!isInitOn()) {
                return CompletableFuture.completedFuture(new AsyncSessionStore(this, frame, cleanupInterval));
            }
            return storage.init()
                    .toCompletableFuture()
                    .thenApplyAsync(ready -> new AsyncSessionStore(this, frame, cleanupInterval), executor);
        }
    }
}
