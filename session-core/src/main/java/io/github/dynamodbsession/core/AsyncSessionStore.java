package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.step.StoreThreads;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncSessionListing;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final StoreFrame frame;
    private final Optional<TimeLimited> timeLimited;
    private final Executor executor;
    private final AsyncCaller<StorageCall, StorageCall.Answer> unboundedCaller;
    private final ReaperSchedule reaperSchedule;
    private final SessionEndBroadcast.Subscription endsElsewhere;
    private final StoreThreads threads;

    private AsyncSessionStore(
            Builder builder, StoreFrame frame, StoreThreads threads, @Nullable Duration cleanupInterval) {
        this.storage = builder.storage;
        this.frame = frame;
        this.timeLimited = storage.capability(TimeLimited.class);
        this.executor = frame.loader().on(threads);
        this.unboundedCaller = caller(frame, storage, TimeLeft.UNBOUNDED, executor);
        this.threads = threads;
        this.reaperSchedule = new ReaperSchedule(
                cleanupInterval,
                storage.capability(ExpiresByItself.class),
                this::reapIfDueAndWait,
                frame.reaperOutages());
        builder.logStart(storage.capability(DescribesItself.class), storage);
        this.endsElsewhere = builder.subscribed(frame);
        reaperSchedule.start(frame.listeners().listenForExpiry());
    }

    /** For one operation on one session, which begins now. */
    private AsyncCaller<StorageCall, StorageCall.Answer> caller() {
        return timeLimited.isEmpty() ? unboundedCaller : caller(frame, storage, frame.timeLeft(timeLimited), executor);
    }

    private static AsyncCaller<StorageCall, StorageCall.Answer> caller(
            StoreFrame frame, AsyncStorageClient storage, TimeLeft time, Executor executor) {
        return new AsyncCaller<>(
                call -> StorageCall.make(call, time.of(storage)).thenApply(answer -> frame.answered(call, answer)),
                executor,
                frame.wording()::ofAny);
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
     * Begins a session, as {@link SessionStore#create(Duration)} does.
     *
     * @param interval how long it lives without an access, unless the option {@code ttl} was chosen: at least a
     *     millisecond; more than 36,525 days count as that; zero or negative: without limit
     * @return a new session with a new id
     * @throws IllegalArgumentException if the interval is positive and shorter than a millisecond
     * @throws SessionConfigurationException if the option {@code idGenerator} made an id that cannot be one
     */
    public Session create(Duration interval) {
        return frame.create(interval);
    }

    /**
     * Whether a session is alive under an id, as {@link SessionStore#isAlive} says.
     *
     * @param id the id; under anything that cannot be one nothing is alive, and the storage is not asked
     * @return whether
     */
    public CompletableFuture<Boolean> isAlive(String id) {
        Objects.requireNonNull(id, "id");
        return run(Kind.FIND, () -> frame.operations().isAlive(id, frame.now()), Outcome::found);
    }

    /**
     * Finds a session, as {@link SessionStore#find} does.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public CompletableFuture<Optional<Session>> find(String id) {
        Objects.requireNonNull(id, "id");
        return run(
                Kind.FIND, () -> frame.operations().find(id, frame.now()), found -> Outcome.found(found.isPresent()));
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
        Measurement measured = frame.begin(Kind.SAVE, false);
        return reporting(measured, session.copy().saves().next(over -> {
            Optional<String> oldId = session.copy().storedId();
            return caller().run(
                            () -> frame.operations()
                                    .save(session, frame.now(), measured)
                                    .map(result -> {
                                        frame.saved(measured, session, oldId, result);
                                        return result;
                                    }),
                            over);
        }));
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
     * Whether a session has expired by now, as far as its working copy knows. The storage is not asked.
     *
     * @param session the session
     * @return true if its time is over, or it is known to have ended
     */
    public boolean isExpired(Session session) {
        return frame.isExpired(session);
    }

    /**
     * Ends a session, under whatever id it is stored, as {@link SessionStore#delete(Session)} does.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(Session session) {
        Measurement measured = frame.begin(Kind.DELETE, false);
        return reporting(measured, session.copy().saves().next(over -> caller().run(
                        () -> {
                            Instant now = frame.now();
                            return frame.operations()
                                    .delete(session.copy(), now)
                                    .map(removed -> frame.deleted(measured, removed, now));
                        },
                        over)));
    }

    /**
     * Ends the session of an id, as {@link SessionStore#delete(String)} does.
     *
     * @param id the id; anything that cannot be one names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public CompletableFuture<Boolean> delete(String id) {
        Objects.requireNonNull(id, "id");
        Measurement measured = frame.begin(Kind.DELETE, false);
        return reporting(measured, caller().run(() -> {
            Instant now = frame.now();
            return frame.operations().delete(id, now).map(removed -> frame.deleted(measured, removed, now));
        }));
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
        frame.indexes().checkQuestion(index, value);
        return run(
                Kind.FIND_BY_INDEX,
                () -> frame.queries().findAllByIndex(index, value, frame.now()),
                found -> Outcome.found(!found.isEmpty()));
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
        frame.indexes().checkQuestion(index, value);
        return run(
                Kind.DELETE_BY_INDEX,
                () -> {
                    Instant now = frame.now();
                    return frame.queries()
                            .deleteByIndex(index, value, now, session -> frame.removedByAdministration(session, now));
                },
                count -> Outcome.deleted(count > 0));
    }

    /**
     * Hands over all living sessions, page by page. Reads the whole storage.
     *
     * @param session is handed each, one at a time, on the executor
     * @return how many there were; fails with {@link SessionConfigurationException} if the storage cannot list sessions
     */
    public CompletableFuture<Long> forEachSession(Consumer<Session> session) {
        Objects.requireNonNull(session, "session");
        return run(Kind.LIST, () -> frame.queries().forEach(frame.now(), session), count -> Outcome.DONE);
    }

    /**
     * Counts living sessions, as {@link SessionStore#count} does.
     *
     * @return how many there are; fails with {@link SessionConfigurationException} if the storage cannot list sessions
     */
    public CompletableFuture<Long> count() {
        return call(Kind.COUNT, () -> listing().count(frame.now()), count -> Outcome.DONE);
    }

    /**
     * Ends every living session of every user, as {@link SessionStore#deleteAllSessionsOfEveryUser} does.
     *
     * @return how many were ended, and what failed; fails with {@link SessionConfigurationException} if the storage
     *     cannot list sessions
     */
    public CompletableFuture<ReapResult> deleteAllSessionsOfEveryUser() {
        Instant now = frame.now();
        Measurement measured = frame.begin(Kind.DELETE_ALL, false);
        return reporting(
                measured,
                unboundedCaller.onExecutor(
                        () -> listing().deleteAll(now, session -> frame.removedByAdministration(session, now)),
                        result -> {
                            frame.over(measured, result);
                            return result;
                        }));
    }

    private AsyncSessionListing listing() {
        return StorageCall.capability(storage.capability(AsyncSessionListing.class));
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public CompletableFuture<ReapResult> reap() {
        Measurement measured = frame.begin(Kind.REAP, false);
        return reporting(
                measured,
                unboundedCaller.onExecutor(() -> storage.deleteExpired(frame.reapBefore(), frame::expired), result -> {
                    frame.over(measured, result);
                    frame.reaped(result);
                    return result;
                }));
    }

    /**
     * Whether the storage is ready, as {@link SessionStore#health} tells it: one look in ten seconds for all who ask.
     *
     * @return what the last look found; ready without a look if the storage cannot be looked at; not ready if it does not
     *     answer, when a listener is told the failure. Cancelling it leaves the look to the others who asked
     */
    public CompletableFuture<StorageStatus> health() {
        Optional<AsyncStorageHealth> capability = storage.capability(AsyncStorageHealth.class);
        return capability.isEmpty()
                ? CompletableFuture.completedFuture(StorageStatus.READY)
                : frame.cachedHealth().get(() -> look(capability.get())).copy();
    }

    private CompletableFuture<StorageStatus> look(AsyncStorageHealth capability) {
        return call(Kind.HEALTH, capability::look, status -> Outcome.DONE)
                .exceptionallyCompose(failure -> AsyncCaller.unwrapped(failure) instanceof SessionException e
                        ? CompletableFuture.completedFuture(StoreFrame.failedLook(e))
                        : CompletableFuture.failedFuture(failure));
    }

    /** One round for all nodes, where the storage knows how. */
    private void reapIfDueAndWait(Duration interval) {
        try {
            boolean claimed = storage.capability(AsyncReapRounds.class)
                    .map(rounds -> call(Kind.CLAIM_REAP, () -> rounds.claim(frame.now(), interval), Outcome::claimed)
                            .join())
                    .orElse(true);
            if (claimed) {
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
        frame.listeners().add(Objects.requireNonNull(listener, "listener"));
        reaperSchedule.start(frame.listeners().listenForExpiry());
    }

    /**
     * Where a web adapter says that requests fail since the storage does: one line a second for all adapters of this
     * store, and one when the storage answers again, which the store sees by itself.
     *
     * @return the log of this store
     */
    public OutageLog outages() {
        return frame.outages();
    }

    /** Stops the clean-up and closes the storage. A second call does nothing. */
    @Override
    public void close() {
        endsElsewhere.close();
        reaperSchedule.close();
        storage.close();
        threads.close();
    }

    private <T> CompletableFuture<T> run(
            Kind kind, Supplier<Step<StorageCall, StorageCall.Answer, T>> operation, Function<T, Outcome> outcome) {
        Measurement measured = frame.begin(kind, false);
        return reporting(
                measured,
                (kind == Kind.FIND ? caller() : unboundedCaller)
                        .run(
                                measured == Measurement.NONE
                                        ? operation
                                        : () -> operation.get().map(result -> {
                                            frame.over(measured, outcome.apply(result));
                                            return result;
                                        })));
    }

    private <T> CompletableFuture<T> call(Kind kind, Supplier<CompletionStage<T>> call, Function<T, Outcome> outcome) {
        Measurement measured = frame.begin(kind, false);
        return reporting(measured, unboundedCaller.onExecutor(call, result -> {
            frame.over(measured, outcome.apply(result));
            return result;
        }));
    }

    private <T> CompletableFuture<T> reporting(Measurement measured, CompletableFuture<T> operation) {
        return reporting(frame, measured, operation);
    }

    /** For an operation that says itself when it is over, unless it fails or is given up. */
    @SuppressWarnings("FutureReturnValueIgnored") // the operation itself is returned, with its failure
    private static <T> CompletableFuture<T> reporting(
            StoreFrame frame, Measurement measured, CompletableFuture<T> operation) {
        operation.whenComplete((result, failure) -> {
            Throwable why = AsyncCaller.unwrapped(failure);
            if (why == null) {
                frame.over(measured, Outcome.CANCELLED); // if it is not over already, somebody else gave the result
            } else {
                frame.failed(measured, why);
            }
        });
        return operation;
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
            StoreFrame frame = checkedFrame();
            declare(frame.indexes(), storage.capability(AsyncSessionIndexes.class).map(indexes -> indexes::declare));
            @Nullable Duration cleanupInterval = checkedCleanupInterval();
            StoreThreads threads = StoreThreads.orOwn(executor);
            if (!isInitOn()) {
                return CompletableFuture.completedFuture(new AsyncSessionStore(this, frame, threads, cleanupInterval));
            }
            Measurement measured = frame.begin(Kind.INIT, false);
            CompletableFuture<AsyncSessionStore> store = storage.init()
                    .toCompletableFuture()
                    .exceptionallyCompose(failure ->
                            CompletableFuture.failedFuture(frame.wording().ofAny(AsyncCaller.unwrappedOrSelf(failure))))
                    .thenApplyAsync(
                            ready -> {
                                frame.over(measured, Outcome.DONE);
                                return new AsyncSessionStore(this, frame, threads, cleanupInterval);
                            },
                            threads);
            return closedIfFailed(threads, reporting(frame, measured, store));
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
