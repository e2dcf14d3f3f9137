package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.StoreThreads;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link SessionStore}: the same operations with the same decisions and promises, over an
 * {@link AsyncStorageClient}, without a thread that waits.
 *
 * <p><em>Threads.</em> Everything that is not the storage's own runs on the builder's {@code executor}: decisions,
 * codecs while a session is saved, listeners, and what callers chain to a returned future, unless they name another
 * executor or the future is complete already, when it runs on their own thread. None of it runs on a thread of the
 * storage or of an SDK. (Attributes are decoded on the thread that reads them, as ever.) The executor's threads are few:
 * what waits there for a future of this store may wait for itself, so let it be chained instead.
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
    private final StoreOperations operations;
    private final AsyncRunner runner;
    private final CachedHealth health;
    private final ReaperSchedule reaperSchedule;
    private final SessionEndBroadcast.Subscription endsElsewhere;
    private final StoreThreads threads;

    private AsyncSessionStore(
            Builder builder,
            StoreOperations operations,
            AsyncRunner runner,
            StoreThreads threads,
            @Nullable Duration cleanupInterval) {
        this.storage = builder.storage;
        this.operations = operations;
        this.runner = runner;
        this.health = new CachedHealth(operations.ticker());
        this.threads = threads;
        this.reaperSchedule = new ReaperSchedule(
                cleanupInterval,
                storage.capability(ExpiresByItself.class),
                this::reapIfDueAndWait,
                operations.reaperOutages());
        builder.logStart(storage.capability(DescribesItself.class), storage);
        this.endsElsewhere = builder.subscribed(operations.events());
        startReaper();
    }

    private <T> CompletableFuture<T> run(Operation<?, T> operation) {
        return runner.run(operation);
    }

    private void startReaper() {
        reaperSchedule.start(operations.events().listeners().listenForExpiry());
    }

    /**
     * A store with every option at its default.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new store, when it is ready for use; fails with {@link SessionConfigurationException} if the storage is not
     *     as it must be, and with {@link SessionStorageException} if it does not answer
     */
    public static CompletableFuture<AsyncSessionStore> of(AsyncStorageClient storage) {
        return builder(storage).build();
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
        return operations.create();
    }

    /**
     * Begins a session, as {@link SessionStore#create(Duration)} does.
     *
     * @param interval how long it lives without an access, unless the option {@code ttl} was chosen: at least a
     *     millisecond; more than 36,525 days count as that; zero or negative: without limit
     * @return a new session with a new id
     * @throws IllegalArgumentException if the interval is positive and shorter than a millisecond
     * @throws SessionConfigurationException if the option {@code idGenerator} made an id that cannot be one
     */
    public Session create(Duration interval) {
        return operations.create(interval);
    }

    /**
     * Whether a session is alive under an id, as {@link SessionStore#isAlive} says.
     *
     * @param id the id; under anything that cannot be one nothing is alive, and the storage is not asked
     * @return whether
     */
    public CompletableFuture<Boolean> isAlive(String id) {
        return run(operations.isAlive(id));
    }

    /**
     * Finds a session, as {@link SessionStore#find} does.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public CompletableFuture<Optional<Session>> find(String id) {
        return run(operations.find(id));
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
        return run(operations.save(session));
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
        return operations.changeId(session);
    }

    /**
     * Whether a session has expired by now, as far as its working copy knows. The storage is not asked.
     *
     * @param session the session
     * @return true if its time is over, or it is known to have ended
     */
    public boolean isExpired(Session session) {
        return operations.isExpired(session);
    }

    /**
     * Ends a session, under whatever id it is stored, as {@link SessionStore#delete(Session)} does.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(Session session) {
        return run(operations.delete(session));
    }

    /**
     * Ends the session of an id, as {@link SessionStore#delete(String)} does.
     *
     * @param id the id; anything that cannot be one names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(String id) {
        return run(operations.delete(id));
    }

    /**
     * Finds living sessions by an index, as {@link SessionStore#findByIndex} does. Meant for values that few sessions
     * have: all of them are held in memory.
     *
     * @param index the name of an index of this store
     * @param value the value
     * @return working copies, in no particular order
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value: empty text, or too long
     */
    public CompletableFuture<List<Session>> findByIndex(String index, String value) {
        return run(operations.findAllByIndex(index, value));
    }

    /**
     * Ends all sessions that have a value in an index, as {@link SessionStore#deleteByIndex} does.
     *
     * @param index the name of an index of this store
     * @param value the value
     * @return how many were ended
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value: empty text, or too long
     */
    public CompletableFuture<Long> deleteByIndex(String index, String value) {
        return run(operations.deleteByIndex(index, value));
    }

    /**
     * All living sessions. Reads the whole storage, and holds all of them in memory; where there may be many, {@link
     * #forEachSession} holds one page.
     *
     * @return working copies, in no particular order; fails with {@link SessionConfigurationException} if the storage
     *     cannot list sessions
     */
    public CompletableFuture<List<Session>> sessions() {
        return run(operations.listAll());
    }

    /**
     * Hands over all living sessions, page by page. Reads the whole storage.
     *
     * @param session is handed each, one at a time, on the executor
     * @return how many there were; fails with {@link SessionConfigurationException} if the storage cannot list sessions
     */
    public CompletableFuture<Long> forEachSession(Consumer<Session> session) {
        return run(operations.forEach(session));
    }

    /**
     * Counts living sessions, as {@link SessionStore#count} does.
     *
     * @return how many there are; fails with {@link SessionConfigurationException} if the storage cannot list sessions
     */
    public CompletableFuture<Long> count() {
        return run(operations.count());
    }

    /**
     * Ends every living session of every user, as {@link SessionStore#deleteAllSessionsOfEveryUser} does.
     *
     * @return how many were ended, and what failed; fails with {@link SessionConfigurationException} if the storage
     *     cannot list sessions
     */
    public CompletableFuture<ReapResult> deleteAllSessionsOfEveryUser() {
        return run(operations.deleteAll());
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public CompletableFuture<ReapResult> reap() {
        return run(operations.reap());
    }

    /**
     * Whether the storage is ready, as {@link SessionStore#health} tells it: one look in ten seconds for all who ask.
     *
     * @return what the last look found; ready without a look if the storage cannot be looked at; not ready if it does not
     *     answer, when a listener is told the failure. Cancelling it leaves the look to the others who asked
     */
    public CompletableFuture<StorageStatus> health() {
        return storage.capability(AsyncStorageHealth.class).isEmpty()
                ? CompletableFuture.completedFuture(StorageStatus.READY)
                : health.get(this::look).copy();
    }

    private CompletableFuture<StorageStatus> look() {
        return run(operations.look())
                .exceptionallyCompose(failure -> AsyncCaller.unwrapped(failure) instanceof SessionException e
                        ? CompletableFuture.completedFuture(CachedHealth.failed(e))
                        : CompletableFuture.failedFuture(failure));
    }

    /** One round for all nodes, where the storage has that capability. */
    private void reapIfDueAndWait(Duration interval) {
        try {
            if (storage.capability(AsyncReapRounds.class).isEmpty()
                    || run(operations.claimReap(interval)).join()) {
                reap().join();
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof SessionException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * Adds a listener, as {@link SessionStore#addListener} does.
     *
     * @param listener is told what happens from now on
     */
    public void addListener(SessionListener listener) {
        operations.events().listeners().add(Objects.requireNonNull(listener, "listener"));
        startReaper();
    }

    /**
     * Removes a listener, as {@link SessionStore#removeListener} does. A reaper that has started goes on.
     *
     * @param listener one that was added; any other is ignored
     */
    public void removeListener(SessionListener listener) {
        operations.events().listeners().remove(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Where a web adapter says that requests fail since the storage does: one line a second for all adapters of this
     * store, and one when the storage answers again, which the store sees by itself.
     *
     * @return the log of this store
     */
    public OutageLog outages() {
        return operations.outages();
    }

    /** Stops the clean-up and closes the storage. A second call does nothing. */
    @Override
    public void close() {
        endsElsewhere.close();
        reaperSchedule.close();
        storage.close();
        threads.close();
    }

    /** Collects the options of a store. Not safe for use by several threads. */
    public static final class Builder extends StoreBuilder<Builder> {

        private final AsyncStorageClient storage;
        private @Nullable Executor executor;

        private Builder(AsyncStorageClient storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Where everything runs that is not the storage's own; by default a few daemon threads, which end with
         * the store.
         *
         * @param value the executor; nothing given to it waits, but for listeners that do; closed by whoever made it
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
            StoreOperations operations = checkedOperations();
            operations
                    .indexes()
                    .declare(storage.capability(AsyncSessionIndexes.class).map(indexes -> indexes::declare));
            @Nullable Duration cleanupInterval = checkedCleanupInterval();
            StoreThreads threads = StoreThreads.orOwn(executor);
            AsyncRunner runner = new AsyncRunner(
                    storage, operations, ContextLoader.ofThisThread().on(threads));
            if (!isInitOn()) {
                return CompletableFuture.completedFuture(
                        new AsyncSessionStore(this, operations, runner, threads, cleanupInterval));
            }
            CompletableFuture<AsyncSessionStore> store = runner.run(operations.init())
                    .thenApply(ready -> new AsyncSessionStore(this, operations, runner, threads, cleanupInterval));
            return closedIfFailed(threads, store);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the store itself is returned, with its failure
        private static CompletableFuture<AsyncSessionStore> closedIfFailed(
                StoreThreads threads, CompletableFuture<AsyncSessionStore> store) {
            store.whenComplete((built, failure) -> {
                if (failure != null) {
                    threads.close();
                }
            });
            return store;
        }
    }
}
