package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.StoreThreads;
import io.github.dynamodbsession.core.storage.AnswersFromMemory;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.RenewableIds;
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
 * The asynchronous counterpart of {@link SessionStore}: the same operations, decisions and promises over an {@link
 * AsyncStorageClient}, without blocking a thread.
 *
 * <p><em>Threads.</em> Everything but the storage's own work runs on the builder's {@code executor}: decisions, codecs
 * while a session is saved, listeners, and what callers chain to a returned future, unless they name another executor,
 * or the future is already complete and it runs on their own thread. None of it runs on a thread of the storage or of
 * an SDK. (Attributes are decoded on the thread that reads them, as always.) The executor has few threads: code that
 * blocks there on a future of this store can deadlock, so chain it instead. Listeners are notified of the end of an
 * operation before what is chained to its future runs, unless that future is cancelled.
 *
 * <p><em>Attributes that are stored apart.</em> A storage may keep large attributes apart from their session. This store
 * loads all of them in the operation that reads the session, with one more call for each session that has any, so that
 * {@link Session#attribute} never calls the storage. It does so for {@link #find}, {@link #findByIndex}, {@link
 * #sessions} and {@link #forEachSession}, and for sessions that listeners are notified of when they end. A {@link
 * SessionStore} loads them only when one is read.
 *
 * <p><em>Failures.</em> A returned future fails with what a {@link SessionStore} would throw. Only a null argument,
 * {@link #changeId} of an ended session and an invalid id of the {@code idGenerator} throw immediately.
 *
 * <p><em>Cancelling</em> a returned future prevents further calls. A call in flight is not cancelled, so its write is
 * either stored completely or not at all. Saving the same {@link Session} again resolves this, and is safe. The same
 * holds for a timeout that a caller sets with {@link CompletableFuture#orTimeout}; the timeout of a single call is an
 * option of the storage.
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
        this.endsElsewhere = builder.subscribed(operations);
        startReaper();
    }

    private <T> CompletableFuture<T> run(Operation<?, T> operation) {
        return runner.run(operation);
    }

    private void startReaper() {
        reaperSchedule.start(operations.events().listeners().listenForExpiry());
    }

    /**
     * Creates a store with default options.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new store, ready for use; fails with {@link SessionConfigurationException} if the storage is not set up
     *     as required, and with {@link SessionStorageException} if it does not answer
     */
    public static CompletableFuture<AsyncSessionStore> of(AsyncStorageClient storage) {
        return builder(storage).build();
    }

    /**
     * Returns a builder for a store.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new builder
     */
    public static Builder builder(AsyncStorageClient storage) {
        return new Builder(storage);
    }

    /**
     * Creates a session. Nothing is stored until it is saved.
     *
     * @return a new session with a new id
     * @throws SessionConfigurationException if the option {@code idGenerator} returned an invalid id
     */
    public Session create() {
        return operations.create();
    }

    /**
     * Creates a session with a fallback timeout, as {@link SessionStore#create(Duration)} does.
     *
     * @param interval how long the session lives without an access if {@code ttl} was not set: at least a millisecond;
     *     values above 36,525 days count as 36,525 days; zero or negative: unlimited
     * @return a new session with a new id
     * @throws IllegalArgumentException if the interval is positive and shorter than a millisecond
     * @throws SessionConfigurationException if the option {@code idGenerator} returned an invalid id
     */
    public Session create(Duration interval) {
        return operations.create(interval);
    }

    /**
     * Reads what a client presents as the token of a session, as {@link SessionStore#presented} does. Does not call the
     * storage.
     *
     * @param text any text, of any length
     * @return the token; empty if no session of this store can have it
     */
    public Optional<SessionToken> presented(String text) {
        return operations.presented(text);
    }

    /**
     * Finds the session that a token opens, as {@link SessionStore#findByToken} does.
     *
     * @param token the token that a client presented ({@link #presented})
     * @return a working copy, whose {@link Session#token} is this one; empty if the token opens no session that is alive
     */
    public CompletableFuture<Optional<Session>> findByToken(SessionToken token) {
        return run(operations.findByToken(token));
    }

    /**
     * Whether a session with this id is alive, as {@link SessionStore#isAlive} does.
     *
     * @param id the id; for a string that is not a valid id the answer is false, without a call of the storage
     * @return whether
     */
    public CompletableFuture<Boolean> isAlive(String id) {
        return run(operations.isAlive(id));
    }

    /**
     * Finds a session by its id, as {@link SessionStore#find} does.
     *
     * @param id the id; a string that is not a valid id is not found, without a call of the storage
     * @return a working copy; empty if no session is alive under the id
     */
    public CompletableFuture<Optional<Session>> find(String id) {
        return run(operations.find(id));
    }

    /**
     * Saves a session, as {@link SessionStore#save} does. If the session is already being saved, this save starts when
     * that one is over.
     *
     * @param session the session
     * @return what was done; fails with {@link SessionCodecException} or {@link SessionTooLargeException} if the
     *     session cannot be stored
     */
    public CompletableFuture<SaveResult> save(Session session) {
        return run(operations.save(session));
    }

    /**
     * Saves a session, and renews its id if that is due, as {@link SessionStore#saveAndRenewId} does.
     *
     * @param session the session
     * @return what was done; fails as {@link #save} does, and with {@link SessionConfigurationException} if the option {@code
     *     idGenerator} returned an invalid id
     */
    public CompletableFuture<SaveResult> saveAndRenewId(Session session) {
        return run(operations.saveAndRenewId(session));
    }

    /**
     * Whether {@link #saveAndRenewId} would renew the id now, if there is something to write. Does not call the storage.
     *
     * @param session the session
     * @return true if it would
     */
    public boolean isIdDue(Session session) {
        return operations.isIdDue(session);
    }

    /**
     * Changes the id of a session, as {@link SessionStore#changeId} does: the next {@link #save} stores the change.
     *
     * @param session the session
     * @return the new id
     * @throws IllegalStateException if the session is known to have ended
     * @throws SessionConfigurationException if the option {@code idGenerator} returned an invalid id
     */
    public String changeId(Session session) {
        return operations.changeId(session);
    }

    /**
     * Whether a session has expired by now, as far as its working copy knows. Does not call the storage.
     *
     * @param session the session
     * @return true if it has expired, or is known to have ended
     */
    public boolean isExpired(Session session) {
        return operations.isExpired(session);
    }

    /**
     * Deletes a session, under whichever id it is stored, as {@link SessionStore#delete(Session)} does.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(Session session) {
        return run(operations.delete(session));
    }

    /**
     * Deletes the session with an id, as {@link SessionStore#delete(String)} does.
     *
     * @param id the id; a string that is not a valid id names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(String id) {
        return run(operations.delete(id));
    }

    /**
     * Deletes the session that a token opens, as {@link SessionStore#deleteByToken} does.
     *
     * @param token the token that a client presented ({@link #presented})
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> deleteByToken(SessionToken token) {
        return run(operations.deleteByToken(token));
    }

    /**
     * Finds living sessions by an index, as {@link SessionStore#findByIndex} does. Intended for values that few
     * sessions have: holds all of them in memory.
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
     * Deletes all sessions with a value in an index, as {@link SessionStore#deleteByIndex} does.
     *
     * @param index the name of an index of this store
     * @param value the value
     * @return how many were deleted
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
     * Passes all living sessions to a consumer, page by page. Reads the whole storage.
     *
     * @param session receives each session, one at a time, on the executor
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
     * Deletes every living session of every user, as {@link SessionStore#deleteAllSessionsOfEveryUser} does.
     *
     * @return how many were deleted, and what failed; fails with {@link SessionConfigurationException} if the storage
     *     cannot list sessions
     */
    public CompletableFuture<ReapResult> deleteAllSessionsOfEveryUser() {
        return run(operations.deleteAll());
    }

    /**
     * Removes expired sessions now, as the reaper does every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public CompletableFuture<ReapResult> reap() {
        return run(operations.reap());
    }

    /**
     * Whether the storage is ready, as {@link SessionStore#health} does: at most one check in ten seconds for all
     * callers.
     *
     * @return the result of the last check; ready if the storage does not support checks; not ready if it does not
     *     answer, in which case listeners are notified of the failure. Cancelling it does not cancel the check for
     *     other callers
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
     * @param listener is notified of what happens from now on
     */
    public void addListener(SessionListener listener) {
        operations.events().listeners().add(Objects.requireNonNull(listener, "listener"));
        startReaper();
    }

    /**
     * Removes a listener, as {@link SessionStore#removeListener} does. A reaper that has started keeps running.
     *
     * @param listener a listener that was added; any other is ignored
     */
    public void removeListener(SessionListener listener) {
        operations.events().listeners().remove(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Where web adapters log requests that fail because the storage does: at most one line a second for all adapters of
     * this store, and one line when the storage answers again, which the store notices itself.
     *
     * @return the log of this store
     */
    public OutageLog outages() {
        return operations.outages();
    }

    /** Stops the reaper and closes the storage. A second call does nothing. */
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
         * Where everything but the storage's own work runs; by default a few daemon threads, which end with the store.
         *
         * @param value the executor; the store's tasks do not block it, listeners may; closed by the caller
         * @return this builder
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Builds the store, prepares the storage, and starts the reaper.
         *
         * @return a new store; fails with {@link SessionConfigurationException} if the storage is not set up as
         *     required, and with {@link SessionStorageException} if it does not answer
         * @throws SessionConfigurationException if an option is out of range, with its name
         */
        public CompletableFuture<AsyncSessionStore> build() {
            StoreOperations operations = checkedOperations(
                    null,
                    storage instanceof AnswersFromMemory,
                    storage.capability(RenewableIds.class).isPresent());
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
