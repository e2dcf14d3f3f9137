package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.storage.AnswersFromMemory;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sessions over a {@link StorageClient}: creates, finds, saves, renames and deletes them, and removes expired ones from
 * the storage.
 *
 * <p>Safe for use by any number of threads; any number of stores, on any number of machines, may share one storage. No
 * argument may be null. Every operation that calls the storage may throw {@link SessionStorageException}; its write may
 * or may not have been stored then, and saving the same {@link Session} again is safe in both cases.
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
        this.operations = builder.checkedOperations(
                this::load,
                storage instanceof AnswersFromMemory,
                storage.capability(RenewableIds.class).isPresent());
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
        endsElsewhere = builder.subscribed(operations);
        startReaper();
    }

    private <T> T run(Operation<?, T> operation) {
        return runner.run(operation);
    }

    private LoadedAttributes load(SessionRecord session, Set<String> names) {
        return run(operations.load(session, names));
    }

    private <T> Stream<T> stream(Function<@Nullable String, Operation<Page<T>, Page<T>>> pages) {
        return Pages.stream(after -> run(pages.apply(after)));
    }

    private void startReaper() {
        reaperSchedule.start(operations.events().listeners().listenForExpiry());
    }

    /**
     * Creates a store with default options.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new store, ready for use
     * @throws SessionConfigurationException if the storage is not set up as required
     */
    public static SessionStore of(StorageClient storage) {
        return builder(storage).build();
    }

    /**
     * Returns a builder for a store.
     *
     * @param storage where sessions are kept; closed with the store
     * @return a new builder
     */
    public static Builder builder(StorageClient storage) {
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
     * Creates a session with a fallback timeout, such as the container's session timeout; ignored if the option {@code
     * ttl} was set. Nothing is stored until it is saved.
     *
     * @param interval how long the session lives without an access if {@code ttl} was not set; values above 36,525 days
     *     count as 36,525 days; zero or negative: unlimited
     * @return a new session with a new id
     * @throws IllegalArgumentException if the interval is positive and shorter than a millisecond
     * @throws SessionConfigurationException if the option {@code idGenerator} returned an invalid id
     */
    public Session create(Duration interval) {
        return operations.create(interval);
    }

    /**
     * Finds a session by its id, with one read: for administrators, and for what knows the id from this store. What a
     * client presents is a token ({@link #findByToken}). A session that is about to expire is touched immediately.
     *
     * @param id the id; a string that is not a valid id is not found, without a call of the storage
     * @return a working copy; empty if no session is alive under the id
     */
    public Optional<Session> find(String id) {
        return run(operations.find(id));
    }

    /**
     * Reads what a client presents, in a cookie or a URL, as the token of a session. Does not call the storage.
     *
     * @param text any text, of any length
     * @return the token; empty if no session of this store can have it
     */
    public Optional<SessionToken> presented(String text) {
        return operations.presented(text);
    }

    /**
     * Finds the session that a token opens, with one read; with two if it is not found and the other kind of token is
     * accepted ({@link Builder#acceptBothTokens}). A session that is about to expire is touched immediately. What
     * comes from a client must be looked up here, not by {@link #find}, for which the id is enough.
     *
     * @param token the token that a client presented ({@link #presented})
     * @return a working copy, whose {@link Session#token} is this one; empty if the token opens no session that is alive
     */
    public Optional<Session> findByToken(SessionToken token) {
        return run(operations.findByToken(token));
    }

    /**
     * Whether a session with this id is alive, with one read. Unlike {@link #find}, this never touches the session, so
     * it does not extend its life.
     *
     * @param id the id; for a string that is not a valid id the answer is false, without a call of the storage
     * @return whether
     */
    public boolean isAlive(String id) {
        return run(operations.isAlive(id));
    }

    /**
     * Saves what this request changed, with at most one write: nothing if nothing changed, the times if the last
     * recorded access is older than {@code touchAfter}, the changed attributes, or the whole session if it is new or
     * renamed. Changes that other requests made to other attributes are kept. May be called again after further
     * changes.
     *
     * @param session the session
     * @return what was done; {@link SaveResult#ENDED} if the session has ended, and nothing was saved
     * @throws SessionCodecException if an attribute cannot be encoded; nothing was stored
     * @throws SessionTooLargeException if the session exceeds the storage's limit; nothing was stored
     */
    public SaveResult save(Session session) {
        return run(operations.save(session));
    }

    /**
     * Saves as {@link #save} does, and renews the id if that is due: a save that writes attributes or another interval of a
     * session whose id is at least as old as {@code renewIdAfter} stores the session under a new id, in the same write. For
     * web adapters, as long as the response can still carry a new token: if the result is {@link SaveResult#RENEWED}, send
     * {@link Session#token}. Renews only the id of a session that this request found by its token.
     *
     * <p>Of overlapping requests, one renews the id. What the others have changed and not saved until then is refused ({@link
     * SaveResult#ENDED}), as after any id change; see {@link Session#isReadOnly} for those that only read.
     *
     * @param session the session
     * @return what was done; as with {@link #save}
     * @throws SessionCodecException if an attribute cannot be encoded; nothing was stored
     * @throws SessionTooLargeException if the session exceeds the storage's limit; nothing was stored
     * @throws SessionConfigurationException if the option {@code idGenerator} returned an invalid id
     */
    public SaveResult saveAndRenewId(Session session) {
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
     * Changes the id of a session, to prevent session fixation. The next {@link #save} stores the change, atomically
     * with the request's other changes. The old id stays valid until then, and is invalid from then on.
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
     * Deletes a session, under whichever id it is stored. No later save, on this or another node, brings it back.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(Session session) {
        return run(operations.delete(session));
    }

    /**
     * Deletes the session with an id.
     *
     * @param id the id; a string that is not a valid id names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(String id) {
        return run(operations.delete(id));
    }

    /**
     * Deletes the session that a token opens, also if it has another id by now, as after a login: for logouts of
     * requests whose session was not found. Calls the storage once, or twice as {@link #findByToken} does.
     *
     * @param token the token that a client presented ({@link #presented})
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean deleteByToken(SessionToken token) {
        return run(operations.deleteByToken(token));
    }

    /**
     * Finds living sessions by an index: one query per page, and one read per hit, because an index is eventually
     * consistent. So a session that has ended, or has another value by now, is never returned, and one whose id has
     * changed is returned under its present id; one that was created or given the value within the index's lag may be
     * missed.
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
     * Deletes all sessions with a value in an index, such as those of one user: for administrators, and for "log out
     * everywhere". May miss the same sessions as {@link #findByIndex}.
     *
     * @param index the name of an index of this store
     * @param value the value
     * @return how many were deleted
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value: empty text, or too long
     */
    public long deleteByIndex(String index, String value) {
        return run(operations.deleteByIndex(index, value));
    }

    /**
     * All living sessions. Reads the whole storage, as far as the stream is consumed.
     *
     * @return working copies, in no particular order; read page by page while the stream is used, when
     *     {@link SessionStorageException} may be thrown
     * @throws SessionConfigurationException while the stream is used, if the storage cannot list sessions
     */
    public Stream<Session> sessions() {
        return stream(operations.pages());
    }

    /**
     * Counts living sessions. Reads the whole storage. The storage counts by the stored expiry: if an {@code
     * absoluteLifetime} was introduced after a session was last written, the session counts until its next access or
     * its stored expiry.
     *
     * @return how many there are
     * @throws SessionConfigurationException if the storage cannot list sessions
     */
    public long count() {
        return run(operations.count());
    }

    /**
     * Deletes every living session of every user, for administrators. Reads the whole storage. Deletes the sessions
     * that {@link #count} counts.
     *
     * @return how many were deleted, and what failed
     * @throws SessionConfigurationException if the storage cannot list sessions
     */
    public ReapResult deleteAllSessionsOfEveryUser() {
        return run(operations.deleteAll());
    }

    /**
     * Removes expired sessions now, as the reaper does every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public ReapResult reap() {
        return run(operations.reap());
    }

    /**
     * Whether the storage is ready, for health checks: by a check that costs nothing ({@link StorageHealth}). The
     * result is cached for ten seconds, and concurrent callers wait for the same check, so any number of probes may
     * call this as often as they like. Requests never call it.
     *
     * @return the result of the last check; ready if the storage does not support checks; not ready if it does not
     *     answer, in which case listeners are notified of the failure
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
     * SessionListener#listensForExpiry listens for expiry}, the reaper starts unless it is disabled.
     *
     * @param listener is notified of what happens from now on
     */
    public void addListener(SessionListener listener) {
        operations.events().listeners().add(Objects.requireNonNull(listener, "listener"));
        startReaper();
    }

    /**
     * Removes a listener, such as that of a web adapter that is shut down. A reaper that has started keeps running.
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
         * Builds the store, prepares the storage, and starts the reaper.
         *
         * @return a new store
         * @throws SessionConfigurationException if an option is out of range, with its name, or if the storage is not
         *     set up as required
         * @throws SessionStorageException if the storage does not answer
         */
        public SessionStore build() {
            return new SessionStore(this);
        }
    }
}
