package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final StoreFrame frame;
    private final BlockingCaller<StorageCall, StorageCall.Answer> caller;
    private final @Nullable Reaper reaper;

    private SessionStore(Builder builder) {
        this.storage = builder.storage;
        this.frame = builder.checkedFrame();
        this.caller = call -> StorageCall.make(call, storage);
        Duration cleanupInterval = builder.checkedCleanupInterval(storage.ability(ExpiresByItself.class));
        if (builder.isInitOn()) {
            reporting(() -> {
                storage.init();
                return null;
            });
        }
        this.reaper = cleanupInterval.isZero() ? null : Reaper.start(this::reap, cleanupInterval);
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
     * Finds a session: one read. One that is near its end is touched at once.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public Optional<Session> find(String id) {
        return run(frame.operations().find(Objects.requireNonNull(id, "id"), frame.now()));
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
        SaveResult result;
        Optional<String> oldId;
        session.copy().saving().lock();
        try {
            oldId = session.copy().storedId();
            result = run(frame.operations().save(session.copy(), frame.now()));
        } finally {
            session.copy().saving().unlock();
        }
        frame.saved(session, oldId, result);
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
     * Ends a session, under whatever id it is stored. A save of it, here or elsewhere, brings nothing back.
     *
     * @param session the session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(Session session) {
        session.copy().saving().lock();
        try {
            return frame.deleted(run(frame.operations().delete(session.copy(), frame.now())));
        } finally {
            session.copy().saving().unlock();
        }
    }

    /**
     * Ends the session of an id.
     *
     * @param id the id; anything that cannot be one names no session
     * @return true if it was alive; false also if the answer to an earlier attempt was lost
     */
    public boolean delete(String id) {
        return frame.deleted(run(frame.operations().delete(Objects.requireNonNull(id, "id"), frame.now())));
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public ReapResult reap() {
        ReapResult result = reporting(() -> storage.deleteExpired(frame.reapBefore(), frame::expired));
        frame.reaped(result);
        return result;
    }

    /** Stops the clean-up and closes the storage. A second call does nothing. */
    @Override
    public void close() {
        if (reaper != null) {
            reaper.close();
        }
        storage.close();
    }

    private <T> T run(Step<StorageCall, StorageCall.Answer, T> operation) {
        return reporting(() -> caller.run(operation));
    }

    private <T extends @Nullable Object> T reporting(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (SessionException e) {
            frame.failed(e);
            throw e;
        }
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
