package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sessions over a {@link StorageClient}: begins, finds, saves, renames and ends them, and keeps the storage clean.
 *
 * <p>Safe for use by any number of threads; any number of stores, on any number of machines, may work on one storage.
 * No argument is null. Every operation that asks the storage may throw {@link SessionStorageException}; what it was
 * to write is then stored or not, and saving the same {@link Session} again is safe either way.
 */
public final class SessionStore implements AutoCloseable {

    private final StorageClient storage;
    private final StoreFrame frame;
    private final Optional<TimeLimited> timeLimited;
    private final BlockingCaller<StorageCall, StorageCall.Answer> unboundedCaller;
    private final ReaperSchedule reaperSchedule;
    private final SessionEndBroadcast.Subscription endsElsewhere;

    private SessionStore(Builder builder) {
        this.storage = builder.storage;
        this.frame = builder.checkedFrame();
        this.timeLimited = storage.capability(TimeLimited.class);
        this.unboundedCaller = caller(frame, storage, TimeLeft.UNBOUNDED);
        this.reaperSchedule = new ReaperSchedule(
                builder.checkedCleanupInterval(),
                storage.capability(ExpiresByItself.class),
                this::reapIfDue,
                frame.reaperOutages());
        StoreBuilder.declare(
                frame.indexes(), storage.capability(SessionIndexes.class).map(indexes -> indexes::declare));
        if (builder.isInitOn()) {
            run(Kind.INIT, this::initialized, done -> Outcome.DONE);
        }
        builder.logStart(storage.capability(DescribesItself.class), storage);
        endsElsewhere = builder.subscribed(frame);
        reaperSchedule.start(frame.listeners().listenForExpiry());
    }

    /** For one operation on one session, which begins now. */
    private BlockingCaller<StorageCall, StorageCall.Answer> caller() {
        return timeLimited.isEmpty() ? unboundedCaller : caller(frame, storage, frame.timeLeft(timeLimited));
    }

    private static BlockingCaller<StorageCall, StorageCall.Answer> caller(
            StoreFrame frame, StorageClient storage, TimeLeft time) {
        return call -> frame.answered(call, StorageCall.make(call, time.of(storage)));
    }

    /**
     * A store with every option at its default.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new store, ready for use
     * @throws SessionConfigurationException if the storage is not as it must be
     */
    public static SessionStore of(StorageClient storage) {
        return builder(storage).build();
    }

    /**
     * Begins a store.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new builder
     */
    public static Builder builder(StorageClient storage) {
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
     * Begins a session whose interval its creator knows better than nobody: a web adapter that has the container's
     * session timeout, for one. Nothing is stored before it is saved.
     *
     * @param interval how long it lives without an access, if the option {@code ttl} was not chosen; more than 36,525
     *     days count as that; zero or negative: without limit
     * @return a new session with a new id
     * @throws IllegalArgumentException if the interval is positive and shorter than a millisecond
     * @throws SessionConfigurationException if the option {@code idGenerator} made an id that cannot be one
     */
    public Session create(Duration interval) {
        return frame.create(interval);
    }

    /**
     * Finds a session: one read. One that is near its end is touched at once.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public Optional<Session> find(String id) {
        Objects.requireNonNull(id, "id");
        return run(
                Kind.FIND,
                () -> caller().run(frame.operations().find(id, frame.now())),
                found -> Outcome.found(found.isPresent()));
    }

    /**
     * Whether a session is alive under an id: one read. It does not count as an access, whereas {@link #find} touches a
     * session that is near its end.
     *
     * @param id the id; under anything that cannot be one nothing is alive, and the storage is not asked
     * @return whether
     */
    public boolean isAlive(String id) {
        Objects.requireNonNull(id, "id");
        return run(Kind.FIND, () -> caller().run(frame.operations().isAlive(id, frame.now())), Outcome::found);
    }

    /**
     * Writes what this request did to a session, as one write: nothing if there was nothing, its times if the last
     * recorded access is older than {@code touchAfter}, the changed attributes, or all of a new or renamed session.
     * Changes that other requests made to other attributes stay. May be called again after further changes.
     *
     * @param session the session
     * @return what was done; {@link SaveResult#ENDED} if there was nothing to save it to any more
     * @throws SessionCodecException if an attribute cannot be encoded; nothing was stored
     * @throws SessionTooLargeException if the session would not fit; nothing was stored
     */
    public SaveResult save(Session session) {
        Measurement measured = frame.begin(Kind.SAVE, true);
        SaveResult result;
        Optional<String> oldId;
        try {
            session.copy().saving().lock();
            try {
                oldId = session.copy().storedId();
                result = caller().run(frame.operations().save(session, frame.now(), measured));
            } finally {
                session.copy().saving().unlock();
            }
        } catch (RuntimeException | Error e) {
            throw failed(measured, e);
        }
        frame.saved(measured, session, oldId, result);
        return result;
    }

    /**
     * Gives a session another id, against session fixation. The next {@link #save} stores it, as one with the
     * request's other changes; the old id is dead from then on, and lives until then.
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
     * Ends a session, under whatever id it is stored. A save of it, here or elsewhere, brings nothing back.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(Session session) {
        return delete(now -> {
            session.copy().saving().lock();
            try {
                return caller().run(frame.operations().delete(session.copy(), now));
            } finally {
                session.copy().saving().unlock();
            }
        });
    }

    /**
     * Ends the session of an id.
     *
     * @param id the id; anything that cannot be one names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(String id) {
        Objects.requireNonNull(id, "id");
        return delete(now -> caller().run(frame.operations().delete(id, now)));
    }

    private boolean delete(Function<Instant, Optional<SessionRecord>> operation) {
        Measurement measured = frame.begin(Kind.DELETE, true);
        Instant now = frame.now();
        return frame.deleted(measured, run(measured, () -> operation.apply(now)), now);
    }

    /**
     * Finds living sessions by an index: one query a page, and one read for each hit, since an index may be a moment
     * behind. So none is found that has ended or has another value by now; one that began or got the value within the
     * index's lag may be missed.
     *
     * @param index the name of an index of this store
     * @param value the value
     * @return working copies, in no particular order; read page by page while the stream is used, when
     *     {@link SessionStorageException} may be thrown
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value: empty text, or too long
     */
    public Stream<Session> findByIndex(String index, String value) {
        frame.indexes().checkQuestion(index, value);
        return Pages.stream(after -> run(
                Kind.FIND_BY_INDEX,
                () -> unboundedCaller.run(frame.queries().findByIndex(index, value, after, frame.now())),
                page -> Outcome.found(!page.items().isEmpty())));
    }

    /**
     * Ends all sessions that have a value in an index, such as those of a user: as an administrator does, or the user
     * himself who wants to be logged out everywhere. What {@link #findByIndex} may miss is missed here as well.
     *
     * @param index the name of an index of this store
     * @param value the value
     * @return how many were ended
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value: empty text, or too long
     */
    public long deleteByIndex(String index, String value) {
        frame.indexes().checkQuestion(index, value);
        Instant now = frame.now();
        return run(
                Kind.DELETE_BY_INDEX,
                () -> unboundedCaller.run(frame.queries()
                        .deleteByIndex(index, value, now, session -> frame.removedByAdministration(session, now))),
                count -> Outcome.deleted(count > 0));
    }

    /**
     * All living sessions. Reads the whole storage, as far as the stream is used.
     *
     * @return working copies, in no particular order; read page by page while the stream is used, when
     *     {@link SessionStorageException} may be thrown
     * @throws SessionConfigurationException while the stream is used, if the storage cannot list sessions
     */
    public Stream<Session> sessions() {
        return Pages.stream(after -> run(
                Kind.LIST, () -> unboundedCaller.run(frame.queries().list(after, frame.now())), page -> Outcome.DONE));
    }

    /**
     * Counts living sessions. Reads the whole storage. The storage counts, by the expiry that is stored: a session that
     * only an {@code absoluteLifetime} ends, which was introduced after it was last written, counts until its next access,
     * or until it expires.
     *
     * @return how many there are
     * @throws SessionConfigurationException if the storage cannot list sessions
     */
    public long count() {
        return run(Kind.COUNT, () -> listing().count(frame.now()), count -> Outcome.DONE);
    }

    /**
     * Ends every living session of every user, as an administrator does. Reads the whole storage. What lives is what
     * {@link #count} counts.
     *
     * @return how many were ended, and what failed
     * @throws SessionConfigurationException if the storage cannot list sessions
     */
    public ReapResult deleteAllSessionsOfEveryUser() {
        Instant now = frame.now();
        Measurement measured = frame.begin(Kind.DELETE_ALL, true);
        ReapResult result =
                run(measured, () -> listing().deleteAll(now, session -> frame.removedByAdministration(session, now)));
        frame.over(measured, result);
        return result;
    }

    private SessionListing listing() {
        return StorageCall.capability(storage.capability(SessionListing.class));
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public ReapResult reap() {
        Measurement measured = frame.begin(Kind.REAP, true);
        ReapResult result = run(measured, () -> storage.deleteExpired(frame.reapBefore(), frame::expired));
        frame.over(measured, result);
        frame.reaped(result);
        return result;
    }

    /**
     * Whether the storage is ready, for a health check: by a look that costs nothing ({@link StorageHealth}). What it
     * found is told for ten seconds to all who ask, and those who ask meanwhile wait for the same look; so any number of
     * probes may ask as often as they like. Requests never do.
     *
     * @return what the last look found; ready without a look if the storage cannot be looked at; not ready if it does not
     *     answer, when a listener is told the failure
     */
    public StorageStatus health() {
        Optional<StorageHealth> capability = storage.capability(StorageHealth.class);
        return capability.isEmpty() ? StorageStatus.READY : frame.cachedHealth().waitFor(() -> look(capability.get()));
    }

    private StorageStatus look(StorageHealth capability) {
        try {
            return run(Kind.HEALTH, capability::look, status -> Outcome.DONE);
        } catch (SessionException e) {
            return StoreFrame.failedLook(e);
        }
    }

    /** One round for all nodes, where the storage knows how. */
    private void reapIfDue(Duration interval) {
        boolean claimed = storage.capability(ReapRounds.class)
                .map(rounds -> run(Kind.CLAIM_REAP, () -> rounds.claim(frame.now(), interval), Outcome::claimed))
                .orElse(true);
        if (claimed) {
            reap();
        }
    }

    /**
     * Adds a listener to those that the store was built with, such as a web adapter's. If it {@linkplain
     * SessionListener#listensForExpiry listens for expiry}, the clean-up starts unless it was switched off.
     *
     * @param listener is told what happens from now on
     */
    public void addListener(SessionListener listener) {
        frame.listeners().add(Objects.requireNonNull(listener, "listener"));
        reaperSchedule.start(frame.listeners().listenForExpiry());
    }

    /**
     * Takes a listener away, as when the web adapter goes out of service. A clean-up that has started goes on.
     *
     * @param listener one that was added; any other is none of this store's, and nothing happens
     */
    public void removeListener(SessionListener listener) {
        frame.listeners().remove(Objects.requireNonNull(listener, "listener"));
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
    }

    private <T> T run(Kind kind, Supplier<T> operation, Function<T, Outcome> outcome) {
        Measurement measured = frame.begin(kind, true);
        T result = run(measured, operation);
        frame.over(measured, outcome.apply(result));
        return result;
    }

    /** Says itself that the operation is over only if it fails. */
    private <T> T run(Measurement measured, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (RuntimeException | Error e) {
            throw failed(measured, e);
        }
    }

    /** Tells of a failure, and gives what is to be thrown. */
    private RuntimeException failed(Measurement measured, Throwable failure) {
        Throwable told = frame.wording().ofAny(failure);
        frame.failed(measured, told);
        if (told instanceof Error error) {
            throw error;
        }
        return (RuntimeException) told;
    }

    private boolean initialized() {
        storage.init();
        return true;
    }

    /** Collects the options of a store. Not safe for use by several threads. */
    public static final class Builder extends StoreBuilder<Builder> {

        private final StorageClient storage;

        private Builder(StorageClient storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the store, and the storage ready, and starts the clean-up.
         *
         * @return a new store
         * @throws SessionConfigurationException if an option is out of range, naming it, or the storage is not as it
         *     must be
         * @throws SessionStorageException if the storage does not answer
         */
        public SessionStore build() {
            return new SessionStore(this);
        }
    }
}
