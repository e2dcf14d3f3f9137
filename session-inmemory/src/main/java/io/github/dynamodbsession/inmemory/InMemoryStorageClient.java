package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the memory of this JVM: for tests, for development, and for an application on a single node that may
 * lose its sessions when it stops.
 *
 * <p>Safe for use by any number of threads and stores; stores that share one client are like nodes that share a
 * table. What is handed in and out is immutable. Sessions live as long as this object: {@link #close} does nothing, so
 * that a store can be closed while another goes on.
 */
public final class InMemoryStorageClient implements StorageClient {

    private final int maxSessions;

    /** Guards {@link #sessions}. One lock for all: an id change is about two sessions. */
    private final Object lock = new Object();

    private final Map<String, SessionRecord> sessions = new HashMap<>();

    private InMemoryStorageClient(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /**
     * A client without a limit on the number of sessions.
     *
     * @return a new client, without sessions
     */
    public static InMemoryStorageClient create() {
        return builder().build();
    }

    /**
     * Begins a client.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void init() {}

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return alive(stored(id), now);
    }

    @Override
    public PutResult put(Change change, Instant now) {
        synchronized (lock) {
            SessionRecord current = sessions.get(idOf(change));
            SessionRecord atNewId = change instanceof Change.Rename rename
                    ? sessions.get(rename.session().id())
                    : null;
            ChangeRules.Verdict verdict = ChangeRules.judge(change, current, atNewId, now);
            if (verdict instanceof ChangeRules.Verdict.Answer answer) {
                return answer.result();
            }
            SessionRecord next = ((ChangeRules.Verdict.Write) verdict).next();
            if (current == null) {
                makeRoom(now);
            }
            sessions.remove(idOf(change));
            sessions.put(next.id(), next);
            return PutResult.applied();
        }
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        SessionRecord removed;
        synchronized (lock) {
            removed = sessions.remove(id);
        }
        return alive(removed, now);
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        synchronized (lock) {
            SessionRecord current = sessions.get(id);
            SessionRecord next = ChangeRules.touched(times, current, now);
            if (next == null) {
                return ChangeRules.isTouchedAlready(times, current, now);
            }
            sessions.put(id, next);
            return true;
        }
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        long count = 0;
        for (SessionRecord found : expiredAt(before)) {
            SessionRecord gone = removeIfExpired(found.id(), before);
            if (gone != null) {
                count++;
                removed.accept(gone);
            }
        }
        return ReapResult.of(count);
    }

    @Override
    public void close() {}

    private @Nullable SessionRecord stored(String id) {
        synchronized (lock) {
            return sessions.get(id);
        }
    }

    private List<SessionRecord> expiredAt(Instant instant) {
        synchronized (lock) {
            return sessions.values().stream()
                    .filter(session -> session.times().isExpiredAt(instant))
                    .toList();
        }
    }

    private @Nullable SessionRecord removeIfExpired(String id, Instant instant) {
        synchronized (lock) {
            SessionRecord current = sessions.get(id);
            return current != null && current.times().isExpiredAt(instant) ? sessions.remove(id) : null;
        }
    }

    /** Called with the lock held. */
    private void makeRoom(Instant now) {
        if (sessions.size() < maxSessions) {
            return;
        }
        sessions.values().removeIf(session -> session.times().isExpiredAt(now));
        if (sessions.size() >= maxSessions) {
            throw new SessionStorageException(
                    "The memory for sessions is full: maxSessions is " + maxSessions
                            + ", and as many are alive. Nothing was stored.",
                    true,
                    null);
        }
    }

    private static Optional<SessionRecord> alive(@Nullable SessionRecord session, Instant now) {
        return Optional.ofNullable(session).filter(s -> !s.times().isExpiredAt(now));
    }

    private static String idOf(Change change) {
        if (change instanceof Change.Create create) {
            return create.session().id();
        }
        return change instanceof Change.Update update ? update.id() : ((Change.Rename) change).oldId();
    }

    /** Collects the options of a client. Not safe for use by several threads. */
    public static final class Builder {

        private int maxSessions = Integer.MAX_VALUE;

        private Builder() {}

        /**
         * How many sessions there may be at once; by default as many as fit. When it is reached, expired ones are
         * removed first, and then another one that is to begin is refused with a {@link SessionStorageException}: a
         * living one is never thrown away for it.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder maxSessions(int value) {
            this.maxSessions = value;
            return this;
        }

        /**
         * Makes the client.
         *
         * @return a new client, without sessions
         * @throws SessionConfigurationException if {@code maxSessions} is less than 1
         */
        public InMemoryStorageClient build() {
            if (maxSessions < 1) {
                throw new SessionConfigurationException("maxSessions must be at least 1, not " + maxSessions, null);
            }
            return new InMemoryStorageClient(maxSessions);
        }
    }
}
