package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sessions over a {@link StorageClient}: begins, finds, saves, renames and ends them, and keeps the storage clean.
 *
 * <p>Safe for use by any number of threads; any number of stores, on any number of machines, may work on one storage.
 * No argument is null. Every operation that asks the storage may throw {@link SessionStorageException}; what it was
 * to write is then stored or not, and saving the same {@link Session} again is safe either way.
 */
public final class SessionStore implements AutoCloseable {

    private final StorageClient storage;
    private final StoreOperations operations;
    private final BlockingRunner runner;
    private final CachedHealth health;
    private final ReaperSchedule reaperSchedule;
    private final SessionEndBroadcast.Subscription endsElsewhere;

    private SessionStore(Builder builder) {
        this.storage = builder.storage;
        this.operations = builder.checkedOperations();
        this.runner = new BlockingRunner(storage, operations);
        this.health = new CachedHealth(operations.ticker());
        this.reaperSchedule = new ReaperSchedule(
                builder.checkedCleanupInterval(),
                storage.capability(ExpiresByItself.class),
                this::reapIfDue,
                operations.reaperOutages());
        operations.indexes().declare(storage.capability(SessionIndexes.class).map(indexes -> indexes::declare));
        if (builder.isInitOn()) {
            run(operations.init());
        }
        builder.logStart(storage.capability(DescribesItself.class), storage);
        endsElsewhere = builder.subscribed(operations.events());
        startReaper();
    }

    private <T> T run(Operation<?, T> operation) {
        return runner.run(operation);
    }

    private <T> Stream<T> stream(Function<@Nullable String, Operation<Page<T>, Page<T>>> pages) {
        return Pages.stream(after -> run(pages.apply(after)));
    }

    private void startReaper() {
        reaperSchedule.start(operations.events().listeners().listenForExpiry());
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
        return operations.create();
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
        return operations.create(interval);
    }

    /**
     * Finds a session: one read. One that is near its end is touched at once.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public Optional<Session> find(String id) {
        return run(operations.find(id));
    }

    /**
     * Whether a session is alive under an id: one read. It does not count as an access, whereas {@link #find} touches a
     * session that is near its end.
     *
     * @param id the id; under anything that cannot be one nothing is alive, and the storage is not asked
     * @return whether
     */
    public boolean isAlive(String id) {
        return run(operations.isAlive(id));
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
        return run(operations.save(session));
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
     * Ends a session, under whatever id it is stored. A save of it, here or elsewhere, brings nothing back.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(Session session) {
        return run(operations.delete(session));
    }

    /**
     * Ends the session of an id.
     *
     * @param id the id; anything that cannot be one names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(String id) {
        return run(operations.delete(id));
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
        return stream(operations.pagesByIndex(index, value));
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
        return run(operations.deleteByIndex(index, value));
    }

    /**
     * All living sessions. Reads the whole storage, as far as the stream is used.
     *
     * @return working copies, in no particular order; read page by page while the stream is used, when
     *     {@link SessionStorageException} may be thrown
     * @throws SessionConfigurationException while the stream is used, if the storage cannot list sessions
     */
    public Stream<Session> sessions() {
        return stream(operations.pages());
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
        return run(operations.count());
    }

    /**
     * Ends every living session of every user, as an administrator does. Reads the whole storage. What lives is what
     * {@link #count} counts.
     *
     * @return how many were ended, and what failed
     * @throws SessionConfigurationException if the storage cannot list sessions
     */
    public ReapResult deleteAllSessionsOfEveryUser() {
        return run(operations.deleteAll());
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public ReapResult reap() {
        return run(operations.reap());
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
        return storage.capability(StorageHealth.class).isEmpty() ? StorageStatus.READY : health.waitFor(this::look);
    }

    private StorageStatus look() {
        try {
            return run(operations.look());
        } catch (SessionException e) {
            return CachedHealth.failed(e);
        }
    }

    /** One round for all nodes, where the storage has that capability. */
    private void reapIfDue(Duration interval) {
        if (storage.capability(ReapRounds.class).isEmpty() || run(operations.claimReap(interval))) {
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
        operations.events().listeners().add(Objects.requireNonNull(listener, "listener"));
        startReaper();
    }

    /**
     * Takes a listener away, as when the web adapter goes out of service. A clean-up that has started goes on.
     *
     * @param listener one that was added; any other is none of this store's, and nothing happens
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
