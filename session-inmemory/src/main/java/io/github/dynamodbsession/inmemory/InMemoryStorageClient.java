package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AnswersFromMemory;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in the memory of this JVM: for tests, for development, and for an application on a single node that
 * may lose its sessions when it stops.
 *
 * <p>Safe for use by any number of threads and stores; stores that share one client are like nodes that share a
 * table. Arguments and results are immutable. Sessions live as long as this object: {@link #close} does nothing, so
 * that a store can be closed while another one continues.
 */
public final class InMemoryStorageClient
        implements StorageClient,
                ReapRounds,
                SessionListing,
                SessionIndexes,
                RenewableIds,
                DescribesItself,
                AnswersFromMemory {

    private final int maxSessions;
    private final int pageSize;

    /** Guards all fields below. One lock for all sessions, because an id change affects two. */
    private final Object lock = new Object();

    private final SessionMap sessions = new SessionMap();
    private final Tombstones tombstones = new Tombstones();
    private Instant lastReapAt = Instant.MIN;

    private InMemoryStorageClient(int maxSessions, int pageSize) {
        this.maxSessions = maxSessions;
        this.pageSize = pageSize;
    }

    /**
     * Creates a client without a limit on the number of sessions.
     *
     * @return a new client, without sessions
     */
    public static InMemoryStorageClient create() {
        return builder().build();
    }

    /**
     * Returns a builder for a client.
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
        synchronized (lock) {
            String nextId = ChangeRules.readableUnder(tombstones.get(id, now), now);
            return nextId == null ? alive(id, now) : alive(nextId, now).map(session -> session.readUnder(id));
        }
    }

    /** Called with the lock held. */
    private Optional<SessionRecord> alive(String id, Instant now) {
        return Optional.ofNullable(look(id, now)).filter(session -> isAlive(session, now));
    }

    /** Makes an expired session stay expired. Called with the lock held. */
    private @Nullable SessionRecord look(String id, Instant now) {
        SessionRecord expired = ChangeRules.expiredForGood(sessions.get(id), now);
        if (expired != null) {
            sessions.put(expired);
        }
        return sessions.get(id);
    }

    /** Called with the lock held. */
    private @Nullable Stored stored(String id, Instant now) {
        Tombstone tombstone = tombstones.get(id, now);
        return tombstone == null ? look(id, now) : tombstone;
    }

    @Override
    public PutResult put(Change change, Instant now) {
        synchronized (lock) {
            Stored current = stored(idOf(change), now);
            Stored atNewId = change instanceof Change.Rename rename
                    ? stored(rename.session().id(), now)
                    : null;
            ChangeRules.Verdict verdict = ChangeRules.judge(change, current, atNewId, now);
            if (verdict instanceof ChangeRules.Verdict.Answer answer) {
                return answer.result();
            }
            SessionRecord next = ((ChangeRules.Verdict.Write) verdict).next();
            if (current == null) {
                makeRoom(now);
            }
            if (change instanceof Change.Rename rename) {
                sessions.remove(rename.oldId());
                tombstones.put(rename.tombstone(now), now);
            }
            sessions.put(next);
            return PutResult.applied();
        }
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return Optional.ofNullable(end(id, any -> true, now));
    }

    /** Deletes a session, under whichever id it has by now, if it matches. */
    private @Nullable SessionRecord end(String id, Predicate<SessionRecord> which, Instant now) {
        synchronized (lock) {
            String last = tombstones.lastId(id, now);
            SessionRecord current = sessions.get(last);
            if (current != null && !which.test(current)) {
                return null;
            }
            tombstones.put(Tombstone.ofDeleted(last, now), now);
            return sessions.remove(last);
        }
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        synchronized (lock) {
            Stored current = stored(id, now);
            SessionRecord next = ChangeRules.touched(times, current, now);
            if (next == null) {
                return ChangeRules.isTouchedAlready(times, current, now);
            }
            sessions.put(next);
            return true;
        }
    }

    @Override
    public boolean claim(Instant now, Duration interval) {
        synchronized (lock) {
            boolean due = ReapRounds.isDue(lastReapAt, now, interval);
            lastReapAt = due ? now : lastReapAt;
            return due;
        }
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        Predicate<SessionRecord> expired = session -> session.times().isExpiredAt(before);
        return deleteEach(expired, id -> cleanUp(id, expired, before), removed);
    }

    // ---- listing ----

    @Override
    public Page<SessionRecord> list(Instant now, @Nullable String after) {
        synchronized (lock) {
            return sessions.page(after, pageSize, session -> isAlive(session, now));
        }
    }

    @Override
    public long count(Instant now) {
        synchronized (lock) {
            return sessions.all().filter(session -> isAlive(session, now)).count();
        }
    }

    @Override
    public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
        Predicate<SessionRecord> alive = session -> isAlive(session, now);
        return deleteEach(alive, id -> end(id, alive, now), removed);
    }

    /** Each session is checked again before it is removed; the lock is not held while a session is passed on. */
    private ReapResult deleteEach(
            Predicate<SessionRecord> which,
            Function<String, @Nullable SessionRecord> delete,
            Consumer<SessionRecord> removed) {
        List<String> ids;
        synchronized (lock) {
            ids = sessions.all().filter(which).map(SessionRecord::id).toList();
        }
        long count = 0;
        for (String id : ids) {
            SessionRecord gone = delete.apply(id);
            if (gone != null) {
                count++;
                removed.accept(gone);
            }
        }
        return ReapResult.of(count);
    }

    private @Nullable SessionRecord cleanUp(String id, Predicate<SessionRecord> expired, Instant before) {
        synchronized (lock) {
            SessionRecord current = sessions.get(id);
            if (current == null || !expired.test(current)) {
                return null;
            }
            Tombstone left = ChangeRules.leftByReap(current, before);
            if (left != null) {
                tombstones.put(left, before);
            }
            return sessions.remove(id);
        }
    }

    // ---- indexes ----

    /** Every value is indexed, whether or not its index was declared. */
    @Override
    public void declare(Set<String> names) {}

    @Override
    public Page<String> find(String index, String value, @Nullable String after) {
        synchronized (lock) {
            return sessions.find(index, value, after, pageSize);
        }
    }

    @Override
    public Optional<SessionRecord> getConsistently(String id, Instant now) {
        synchronized (lock) {
            return alive(tombstones.lastId(id, now), now);
        }
    }

    @Override
    public Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now) {
        return Optional.ofNullable(
                end(id, session -> value.equals(session.indexed().get(index)), now));
    }

    @Override
    public String description() {
        return "the memory of this JVM";
    }

    @Override
    public void close() {}

    /** Called with the lock held. */
    private void makeRoom(Instant now) {
        if (sessions.size() < maxSessions) {
            return;
        }
        sessions.all()
                .filter(session -> !isAlive(session, now))
                .map(SessionRecord::id)
                .toList()
                .forEach(sessions::remove);
        if (sessions.size() >= maxSessions) {
            throw new SessionStorageException(
                    "The memory for sessions is full: maxSessions is " + maxSessions
                            + ", and as many are alive. Nothing was stored.",
                    true,
                    null);
        }
    }

    private static boolean isAlive(SessionRecord session, Instant now) {
        return !session.times().isExpiredAt(now);
    }

    private static String idOf(Change change) {
        if (change instanceof Change.Create create) {
            return create.session().id();
        }
        return change instanceof Change.Update update ? update.id() : ((Change.Rename) change).oldId();
    }

    /** The options of a client. Not safe for use by several threads. */
    public static final class Builder {

        private int maxSessions = Integer.MAX_VALUE;
        private int pageSize = 100;

        private Builder() {}

        /**
         * The maximum number of sessions; by default unlimited. When it is reached, expired sessions are removed first,
         * without notifying listeners; then a new session is refused with a {@link SessionStorageException}: a living
         * session is never evicted.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder maxSessions(int value) {
            this.maxSessions = value;
            return this;
        }

        /**
         * The maximum number of sessions in a page of a listing or an index; by default 100.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder pageSize(int value) {
            this.pageSize = value;
            return this;
        }

        /**
         * Builds the client.
         *
         * @return a new client, without sessions
         * @throws SessionConfigurationException if {@code maxSessions} or {@code pageSize} is less than 1
         */
        public InMemoryStorageClient build() {
            if (maxSessions < 1) {
                throw new SessionConfigurationException("maxSessions must be at least 1, not " + maxSessions, null);
            }
            if (pageSize < 1) {
                throw new SessionConfigurationException("pageSize must be at least 1, not " + pageSize, null);
            }
            return new InMemoryStorageClient(maxSessions, pageSize);
        }
    }
}
