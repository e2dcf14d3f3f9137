package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** Clocks of nodes differ; a session is removed only when it has been expired for so long on this one. */
    private static final Duration REAP_GRACE = Duration.ofSeconds(5);

    private final StorageClient storage;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Listeners listeners;
    private final SessionOperations operations;
    private final BlockingCaller<StorageCall, StorageCall.Answer> caller;
    private final @Nullable Reaper reaper;

    private SessionStore(Builder builder) {
        this.storage = builder.storage;
        this.clock = builder.clock;
        this.ids = builder.idGenerator;
        this.listeners = new Listeners(builder.listeners);
        this.operations = new SessionOperations(
                new ExpiryPolicy(builder.touchAfter, builder.absoluteLifetime),
                builder.ttl,
                builder.codec,
                new RandomIds(RandomIds.WRITE_TOKEN_BYTES),
                this::reportSpoiled);
        this.caller = call -> StorageCall.make(call, storage);
        if (builder.init) {
            reporting(() -> {
                storage.init();
                return null;
            });
        }
        Duration interval = builder.cleanupInterval();
        this.reaper = interval.isZero() ? null : Reaper.start(this::reap, interval);
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
        return operations.begin(newId(), clock.instant());
    }

    /**
     * Finds a session: one read. One that is near its end is touched at once.
     *
     * @param id the id; anything that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    public Optional<Session> find(String id) {
        return run(operations.find(Objects.requireNonNull(id, "id"), clock.instant()));
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
            result = run(operations.save(session.copy(), clock.instant()));
        } finally {
            session.copy().saving().unlock();
        }
        switch (result) {
            case CREATED -> listeners.tell(l -> l.onCreated(session));
            case RENAMED -> oldId.ifPresent(old -> listeners.tell(l -> l.onIdChanged(session, old)));
            case ENDED -> listeners.tell(l -> l.onSavedTooLate(session));
            case CHANGED, TOUCHED, UNCHANGED -> {}
        }
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
        if (session.isEnded()) {
            throw new IllegalStateException("The session has ended; it cannot have another id");
        }
        String id = newId();
        session.copy().changeId(id);
        return id;
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
            return deleted(run(operations.delete(session.copy(), clock.instant())));
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
        return deleted(run(operations.delete(Objects.requireNonNull(id, "id"), clock.instant())));
    }

    private boolean deleted(Optional<SessionRecord> removed) {
        removed.ifPresent(record -> listeners.tell(l -> l.onDeleted(record)));
        return removed.isPresent();
    }

    /**
     * Removes expired sessions now, as the clean-up does by itself every {@code cleanupInterval}.
     *
     * @return what was removed
     */
    public ReapResult reap() {
        Instant before = clock.instant().minus(REAP_GRACE);
        ReapResult result =
                reporting(() -> storage.deleteExpired(before, removed -> listeners.tell(l -> l.onExpired(removed))));
        result.firstFailure().ifPresent(failure -> listeners.tell(l -> l.onFailure(failure)));
        listeners.tell(l -> l.onReaped(result));
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

    private String newId() {
        String id = ids.get();
        if (id == null || !SessionIds.isValid(id)) {
            throw new SessionConfigurationException(
                    "idGenerator made a string that cannot be a session id; right is 1 to " + SessionIds.MAX_LENGTH
                            + " of the characters A-Z a-z 0-9 - . _ ~",
                    null);
        }
        return id;
    }

    private void reportSpoiled(SessionCodecException failure) {
        if (listeners.isEmpty()) {
            System.getLogger(SessionStore.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "An attribute is left out of its session. {0}",
                            failure.getMessage());
        }
        listeners.tell(l -> l.onAttributeSpoiled(failure));
    }

    private <T> T run(Step<StorageCall, StorageCall.Answer, T> operation) {
        return reporting(() -> caller.run(operation));
    }

    private <T extends @Nullable Object> T reporting(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (SessionException e) {
            listeners.tell(l -> l.onFailure(e));
            throw e;
        }
    }

    /** Collects the options of a store. Not safe for use by several threads. */
    public static final class Builder {

        private static final Duration DEFAULT_TTL = Duration.ofDays(14);
        private static final Duration DEFAULT_TOUCH_AFTER = Duration.ofSeconds(10);
        private static final Duration DEFAULT_CLEANUP_INTERVAL = Duration.ofMinutes(5);

        private final StorageClient storage;
        private final List<SessionListener> listeners = new ArrayList<>();
        private AttributeCodec codec = JavaSerializationCodec.create();
        private Duration ttl = DEFAULT_TTL;
        private Duration touchAfter = DEFAULT_TOUCH_AFTER;
        private @Nullable Duration absoluteLifetime;
        private @Nullable Duration cleanupInterval;
        private Supplier<String> idGenerator = new RandomIds(RandomIds.SESSION_ID_BYTES);
        private Clock clock = Clock.systemUTC();
        private boolean init = true;

        private Builder(StorageClient storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
        }

        /**
         * How attribute values are encoded; by default {@link JavaSerializationCodec#create}.
         *
         * @param value the codec
         * @return this builder
         */
        public Builder codec(AttributeCodec value) {
            this.codec = Objects.requireNonNull(value, "codec");
            return this;
        }

        /**
         * How long a session lives without an access if it has no interval of its own; by default 14 days.
         *
         * @param value at least a millisecond, at most 36,525 days
         * @return this builder
         */
        public Builder ttl(Duration value) {
            this.ttl = Objects.requireNonNull(value, "ttl");
            return this;
        }

        /**
         * How old the recorded access may become before a request that changes nothing writes another; by default 10
         * seconds. Sessions do not end earlier for it: see {@link Session#lastAccessedAt}.
         *
         * @param value zero for a write with every request; at most 36,525 days
         * @return this builder
         */
        public Builder touchAfter(Duration value) {
            this.touchAfter = Objects.requireNonNull(value, "touchAfter");
            return this;
        }

        /**
         * How long a session lives at the most from its beginning, however often it is accessed; by default without
         * limit.
         *
         * @param value at least a millisecond, at most 36,525 days
         * @return this builder
         */
        public Builder absoluteLifetime(Duration value) {
            this.absoluteLifetime = Objects.requireNonNull(value, "absoluteLifetime");
            return this;
        }

        /**
         * How often expired sessions are removed; by default every 5 minutes, but never where the storage removes
         * them by itself ({@link ExpiresByItself}) and there is no listener.
         *
         * @param value zero for never; otherwise at least a millisecond, at most 36,525 days
         * @return this builder
         */
        public Builder cleanupInterval(Duration value) {
            this.cleanupInterval = Objects.requireNonNull(value, "cleanupInterval");
            return this;
        }

        /**
         * How session ids are made; by default 192 bits of a {@link java.security.SecureRandom} as base64url.
         *
         * @param value makes another unguessable id at each call, as {@link SessionIds} allows it; safe for use by
         *     several threads
         * @return this builder
         */
        public Builder idGenerator(Supplier<String> value) {
            this.idGenerator = Objects.requireNonNull(value, "idGenerator");
            return this;
        }

        /**
         * Where the time is read; by default the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param value is told what happens
         * @return this builder
         */
        public Builder listener(SessionListener value) {
            this.listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Whether {@link #build} makes the storage ready; by default it does. To be switched off where the storage
         * is known to be ready and the role of the process may not describe or create it.
         *
         * @param value whether to
         * @return this builder
         */
        public Builder init(boolean value) {
            this.init = value;
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
            ttl = positive("ttl", ttl);
            touchAfter = zeroOrMore("touchAfter", touchAfter);
            absoluteLifetime = absoluteLifetime == null ? null : positive("absoluteLifetime", absoluteLifetime);
            cleanupInterval = cleanupInterval == null ? null : zeroOrMore("cleanupInterval", cleanupInterval);
            return new SessionStore(this);
        }

        private Duration cleanupInterval() {
            if (cleanupInterval != null) {
                return cleanupInterval;
            }
            boolean byItself = storage.ability(ExpiresByItself.class)
                    .map(ExpiresByItself::removesExpired)
                    .orElse(false);
            return byItself && listeners.isEmpty() ? Duration.ZERO : DEFAULT_CLEANUP_INTERVAL;
        }

        private static Duration positive(String option, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new SessionConfigurationException(option + " must be at least a millisecond, not " + value, null);
            }
            return inRange(option, value);
        }

        private static Duration zeroOrMore(String option, Duration value) {
            if (value.isNegative()) {
                throw new SessionConfigurationException(option + " must be zero or more, not " + value, null);
            }
            return inRange(option, value);
        }

        private static Duration inRange(String option, Duration value) {
            try {
                return Session.checkedInterval(option, value);
            } catch (IllegalArgumentException e) {
                throw new SessionConfigurationException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
