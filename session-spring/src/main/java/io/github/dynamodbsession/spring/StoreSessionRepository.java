package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;

/**
 * Spring Session's repository over a {@link SessionStore}: writes what changed, honours expiry when it reads, changes
 * ids at once and atomically, and never brings back a session that has ended.
 *
 * <p>Spring Session's save modes have one meaning here, whatever is set: an attribute is written if it was set, removed,
 * or read and then altered in place; nothing is ever written unchanged.
 *
 * <p>Safe for use by any number of threads. An id, the name of an index and a value looked for may be null, as in Spring
 * Session's own repositories: there is no such session. No other argument is null. Every operation that asks the storage
 * may throw {@link SessionStorageException}.
 */
public final class StoreSessionRepository implements FindByIndexNameSessionRepository<StoreSession> {

    private final SessionStore store;
    private final @Nullable Duration timeout;
    private final FlushMode flushMode;
    private final @Nullable SessionEndedHandler endedHandler;
    private final RequestMemos memos = new RequestMemos();
    private final SessionOwner owner = new Owner();
    private final AccessWarning accessWarning = new AccessWarning();
    private final FailureLog failureLog;

    private StoreSessionRepository(Builder builder) {
        this.store = builder.store;
        this.failureLog = new FailureLog(store.outages());
        this.timeout = builder.timeout;
        this.flushMode = builder.flushMode;
        this.endedHandler = builder.endedHandler;
        if (builder.publisher != null) {
            // Asking for the announcement of expired sessions is another matter: it makes the clean-up run.
            store.addListener(new EventPublisher(this, builder.publisher, builder.announceExpiry));
        }
    }

    /**
     * A repository with every option at its default.
     *
     * @param store where sessions are; whoever made it closes it
     * @return a new repository
     */
    public static StoreSessionRepository of(SessionStore store) {
        return builder(store).build();
    }

    /**
     * Begins a repository.
     *
     * @param store where sessions are; whoever made it closes it
     * @return a new builder
     */
    public static Builder builder(SessionStore store) {
        return new Builder(store);
    }

    RequestMemos memos() {
        return memos;
    }

    FailureLog failureLog() {
        return failureLog;
    }

    /** Begins a session. Nothing is stored before it is saved, unless the flush mode is {@code IMMEDIATE}. */
    @Override
    public StoreSession createSession() {
        StoreSession session = owned(timeout == null ? store.create() : store.create(timeout));
        SessionMemo memo = memos.current();
        if (memo != null) {
            memo.own(session);
        }
        owner.changed(session);
        return session;
    }

    /**
     * Finds a session: one read, or none within a request that has looked for it before, where {@link SessionMemoFilter}
     * is. There, of the ids that a request's cookies hold, at most {@value PresentedIds#MAX_CANDIDATES} are looked for in
     * vain, and the others are not found: anyone can send hundreds of cookies.
     *
     * @param id the id; null and anything else that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; null if no session is alive under the id
     */
    @Override
    public @Nullable StoreSession findById(@Nullable String id) {
        if (id == null) {
            return null;
        }
        SessionMemo memo = memos.current();
        SessionMemo.Known known = memo == null ? null : memo.known(id);
        if (known != null) {
            return known.session();
        }
        if (memo != null && (memo.isAnswered() || memo.isOneTooMany(id))) {
            return null;
        }
        StoreSession found = asked(() -> store.find(id)).map(this::owned).orElse(null);
        if (memo != null) {
            memo.found(id, found);
        }
        return found;
    }

    /** Where the storage has failed a request, it is not asked once more on behalf of it. */
    private <T> T asked(Supplier<T> operation) {
        SessionMemo memo = memos.current();
        if (memo == null) {
            return operation.get();
        }
        memo.check();
        try {
            return operation.get();
        } catch (SessionStorageException e) {
            memo.failed(e);
            throw e;
        }
    }

    /**
     * Writes what this request did to a session, as one write: nothing if there was nothing, its times if the last
     * recorded access is older than {@code touchAfter}, or the changed attributes. If another request has ended the
     * session meanwhile, nothing is written and nothing is thrown; the store's listeners are told, and the {@link
     * SessionEndedHandler}.
     *
     * <p>Within a request that {@link SessionMemoFilter} sees, a storage that has failed once is not asked again: this
     * throws the same failure, or does nothing where the request is being answered with an error.
     *
     * @param session a session of this repository
     * @throws SessionCodecException if an attribute cannot be encoded; nothing was stored
     * @throws SessionTooLargeException if the session would not fit; nothing was stored
     */
    @Override
    public void save(StoreSession session) {
        Objects.requireNonNull(session, "session");
        write(session.stored());
    }

    private void write(Session session) {
        SessionMemo memo = memos.current();
        if (memo != null && memo.isGivenUp()) {
            return;
        }
        boolean knownToHaveEnded = session.isEnded();
        SaveResult result = asked(() -> store.save(session));
        if (result == SaveResult.ENDED && !knownToHaveEnded && memo != null && endedHandler != null) {
            memo.savedTooLate(endedHandler);
        }
    }

    /**
     * Ends the session of an id. A save of it, here or elsewhere, brings nothing back.
     *
     * @param id the id; null and anything else that cannot be one names no session
     */
    @Override
    public void deleteById(@Nullable String id) {
        if (id == null) {
            return;
        }
        SessionMemo memo = memos.current();
        SessionMemo.Known known = memo == null ? null : memo.known(id);
        StoreSession session = known == null ? null : known.session();
        asked(() -> session == null ? store.delete(id) : store.delete(session.stored()));
        if (memo != null) {
            memo.ended(id);
        }
    }

    /**
     * As {@link #findByIndexNameAndIndexValue} by {@value SpringIndexes#PRINCIPAL}.
     *
     * @param principalName the principal's name; null has no sessions
     * @return working copies by their ids
     * @throws SessionConfigurationException if the store has no such index
     */
    @Override
    public Map<String, StoreSession> findByPrincipalName(@Nullable String principalName) {
        return findByIndexNameAndIndexValue(SpringIndexes.PRINCIPAL, principalName);
    }

    /**
     * Finds living sessions by an index: one query a page, and one read for each hit, since an index may be a moment
     * behind. So none is found that has ended or has another value by now; one that began or got the value within the
     * index's lag may be missed.
     *
     * @param indexName the name of an index of the store; those that Spring Session has for the principal mean {@value
     *     SpringIndexes#PRINCIPAL}
     * @param indexValue the value
     * @return working copies by their ids, in no particular order; empty also if no session can have such a value, as if
     *     it is null, and if the name is null
     * @throws SessionConfigurationException if the store has no such index
     */
    @Override
    public Map<String, StoreSession> findByIndexNameAndIndexValue(
            @Nullable String indexName, @Nullable String indexValue) {
        if (indexName == null || indexValue == null) {
            return Map.of();
        }
        Map<String, StoreSession> byId = new LinkedHashMap<>();
        try (Stream<Session> found = store.findByIndex(SpringIndexes.name(indexName), indexValue)) {
            found.forEach(session -> byId.put(session.id(), owned(session)));
        } catch (IllegalArgumentException e) {
            return Map.of(); // no session can have an empty or an endless value
        }
        return byId;
    }

    private StoreSession owned(Session session) {
        return new StoreSession(session, owner);
    }

    private final class Owner implements SessionOwner {

        @Override
        public String changeId(StoreSession session) {
            Session stored = session.stored();
            if (stored.isEnded()) {
                return stored.id();
            }
            String oldId = stored.id();
            SessionMemo memo = memos.current();
            store.changeId(stored);
            if (memo != null) {
                memo.begins(stored.id());
            }
            if (stored.isStored()) {
                write(stored);
            }
            if (memo != null) {
                memo.ended(oldId);
                memo.own(session);
            }
            return stored.id();
        }

        @Override
        public void changed(StoreSession session) {
            if (flushMode == FlushMode.IMMEDIATE) {
                write(session.stored());
            }
        }

        @Override
        public boolean isExpired(Session session) {
            return store.isExpired(session);
        }

        @Override
        public void accessNotStored() {
            accessWarning.give();
        }
    }

    /** Collects the options. Not safe for use by several threads. */
    public static final class Builder {

        private final SessionStore store;
        private @Nullable Duration timeout;
        private FlushMode flushMode = FlushMode.ON_SAVE;
        private @Nullable ApplicationEventPublisher publisher;
        private boolean announceExpiry;
        private @Nullable SessionEndedHandler endedHandler;

        private Builder(SessionStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * How long a new session lives without an access, unless the store's option {@code ttl} was chosen; by default
         * what the store says.
         *
         * @param value at least a millisecond, at most 36,525 days; zero or negative: without limit
         * @return this builder
         */
        public Builder timeout(Duration value) {
            this.timeout = Objects.requireNonNull(value, "timeout");
            return this;
        }

        /**
         * When changes are written; by default {@link FlushMode#ON_SAVE}. With {@link FlushMode#IMMEDIATE} each change is
         * a write of its own.
         *
         * @param value the mode
         * @return this builder
         */
        public Builder flushMode(FlushMode value) {
            this.flushMode = Objects.requireNonNull(value, "flushMode");
            return this;
        }

        /**
         * Who is told of sessions that were created or deleted, or got another id, and of those that this node found
         * expired; by default nobody is.
         *
         * @param value publishes Spring Session's events, and {@link SessionIdChangedEvent}
         * @return this builder
         */
        public Builder eventPublisher(ApplicationEventPublisher value) {
            this.publisher = Objects.requireNonNull(value, "eventPublisher");
            return this;
        }

        /**
         * Whether the end of every expired session is to be published, which takes the store's clean-up: see {@link
         * io.github.dynamodbsession.core.SessionListener#listensForExpiry}. By default it is not.
         *
         * @param value whether
         * @return this builder
         */
        public Builder announceExpiry(boolean value) {
            this.announceExpiry = value;
            return this;
        }

        /**
         * What a request answers whose session was ended by another one while it ran; by default what the application
         * does.
         *
         * @param value is told before the response is committed, where {@link SessionMemoFilter} is
         * @return this builder
         */
        public Builder onSessionEnded(SessionEndedHandler value) {
            this.endedHandler = Objects.requireNonNull(value, "onSessionEnded");
            return this;
        }

        /**
         * Makes the repository.
         *
         * @return a new repository
         */
        public StoreSessionRepository build() {
            return new StoreSessionRepository(this);
        }
    }
}
