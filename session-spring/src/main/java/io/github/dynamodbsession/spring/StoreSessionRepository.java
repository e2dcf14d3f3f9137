package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;

/**
 * Spring Session's repository over a {@link SessionStore}: writes only what changed, never returns an expired session,
 * changes ids immediately and atomically, and never resurrects a session that has ended.
 *
 * <p>All of Spring Session's save modes mean the same here: an attribute is written if it was set, removed, or read and
 * then altered in place; unchanged attributes are never written.
 *
 * <p>It is called with ids. What clients present are tokens, which a {@link TokenHttpSessionIdResolver} exchanges for ids:
 * create one, and give it to Spring Session's filter. Without one, a store whose tokens are not their ids is refused when
 * a session is created.
 *
 * <p>Safe for use by any number of threads. An id, the name of an index and an index value may be null, as in Spring
 * Session's own repositories, and match no session. No other argument may be null. Every operation that calls the
 * storage may throw {@link SessionStorageException}.
 */
public final class StoreSessionRepository implements FindByIndexNameSessionRepository<StoreSession> {

    private final SessionStore store;
    private final @Nullable Duration timeout;
    private final FlushMode flushMode;
    private final @Nullable SessionEndedHandler endedHandler;
    private final RequestMemos memos = new RequestMemos();
    private final SessionOwner owner = new Owner();
    private final AccessWarning accessWarning = new AccessWarning();
    private final PendingIds begunOutside = new PendingIds();
    private final FailureLog failureLog;
    private final TokenRule tokens =
            new TokenRule("Set a TokenHttpSessionIdResolver on Spring Session's SessionRepositoryFilter");
    private volatile boolean hasCookies;

    private StoreSessionRepository(Builder builder) {
        this.store = builder.store;
        this.failureLog = new FailureLog(store.outages());
        this.timeout = builder.timeout;
        this.flushMode = builder.flushMode;
        this.endedHandler = builder.endedHandler;
        if (builder.publisher != null) {
            // Without announceExpiry this does not listen for expiry, which would make the reaper run.
            store.addListener(new EventPublisher(this, builder.publisher, builder.announceExpiry));
        }
    }

    /**
     * Creates a repository with default options.
     *
     * @param store where sessions are stored; closed by its creator, not by the repository
     * @return a new repository
     */
    public static StoreSessionRepository of(SessionStore store) {
        return builder(store).build();
    }

    /**
     * Returns a builder for a repository.
     *
     * @param store where sessions are stored; closed by its creator, not by the repository
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

    /** What it is called with are ids from now on; if they are sent in cookies, no session begins after them. */
    void getsIds(boolean inCookies) {
        hasCookies = inCookies;
        tokens.exchangesTokens();
    }

    /** The first few tokens among the texts that a request presents. */
    List<SessionToken> presented(List<String> texts) {
        return TokenRule.presented(texts, store::presented);
    }

    /** The token to send for the session that a request has under an id; empty if there is none, or if it is known. */
    Optional<SessionToken> tokenToSend(String id, ServletRequest request) {
        SessionMemo memo = memos.of(request);
        SessionMemo.Known known = memo == null ? null : memo.known(id);
        StoreSession session = known == null ? begunOutside.of(id) : known.session();
        return Optional.ofNullable(session)
                .flatMap(sending -> sending.stored().token())
                .filter(token -> token.id().equals(id))
                .filter(token -> memo == null || !memo.isPresented(token));
    }

    /**
     * Creates a session. It is stored when it is saved, or at once if the flush mode is {@code IMMEDIATE}.
     *
     * @throws SessionConfigurationException if the store's tokens are not the ids of their sessions, and there is no
     *     {@link TokenHttpSessionIdResolver} for this repository
     * @throws IllegalStateException if the response is committed, and the token would be sent in a cookie
     */
    @Override
    public StoreSession createSession() {
        SessionMemo memo = memos.current();
        if (memo != null && hasCookies && memo.isCommitted()) {
            throw new IllegalStateException("Cannot create a session after the response has been committed");
        }
        StoreSession session = owned(tokens.checked(timeout == null ? store.create() : store.create(timeout)));
        owns(memo, session);
        owner.changed(session);
        return session;
    }

    /** The request, or a thread that belongs to none, created the session or changed its id. */
    private void owns(@Nullable SessionMemo memo, StoreSession session) {
        if (memo == null) {
            begunOutside.add(session);
        } else {
            memo.own(session);
        }
    }

    /**
     * Finds a session by one read; with {@link SessionMemoFilter}, by none if the request has presented its token and has
     * looked it up before. An id whose token the request has presented is looked up by the token, any other by itself;
     * if there is no {@link TokenHttpSessionIdResolver} for this repository, each is taken for what a client presented.
     *
     * @param id the id; null or an invalid id is not found, without calling the storage
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
        if (memo != null && memo.isAnswered()) {
            return null;
        }
        StoreSession found = asked(() -> find(id, memo)).map(this::owned).orElse(null);
        if (memo != null) {
            if (found != null && found.stored().isReadOnly() && opensAnother(id, memo)) {
                found = null;
            }
            memo.found(id, found);
        }
        return found;
    }

    /** Whether another token that the request has presented opens a session that can be written: a former one counts less. */
    private boolean opensAnother(String former, SessionMemo memo) {
        for (SessionToken other : memo.presentedBeside(former)) {
            SessionMemo.Known known = memo.known(other.id());
            StoreSession found = known == null
                    ? asked(() -> store.findByToken(other)).map(this::owned).orElse(null)
                    : known.session();
            if (known == null) {
                memo.found(other.id(), found);
            }
            if (found != null && !found.stored().isReadOnly()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Session> find(String id, @Nullable SessionMemo memo) {
        if (!tokens.getsIds()) {
            // Spring Session's filter would send the id of a session that was found by its former token.
            return store.presented(id).flatMap(store::findByToken).filter(session -> !session.isReadOnly());
        }
        SessionToken token = memo == null ? null : memo.presented(id);
        return token == null ? store.find(id) : store.findByToken(token);
    }

    /** After a failure of the storage, it is not called again for the same request. */
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
     * Saves the request's changes to a session in one write: the changed attributes, or only the times if the last
     * recorded access is older than {@code touchAfter}, or nothing. If another request has ended the session meanwhile,
     * nothing is written and nothing is thrown; the store's listeners and the {@link SessionEndedHandler} are notified.
     *
     * <p>With {@link SessionMemoFilter} and a {@link TokenHttpSessionIdResolver} over cookies, the id of a session of this
     * request is renewed if it is older than the store's {@code renewIdAfter}, something is to be written, and the response
     * is not committed.
     *
     * <p>With {@link SessionMemoFilter}, a storage that has failed once is not called again in the same request: this
     * method throws the same failure, or does nothing while the request is being answered with an error.
     *
     * @param session a session of this repository
     * @throws SessionCodecException if an attribute cannot be encoded; nothing is stored
     * @throws SessionTooLargeException if the session is too large; nothing is stored
     */
    @Override
    public void save(StoreSession session) {
        Objects.requireNonNull(session, "session");
        write(session);
    }

    private void write(StoreSession written) {
        SessionMemo memo = memos.current();
        if (memo != null && memo.isGivenUp()) {
            return;
        }
        Session session = written.stored();
        boolean knownToHaveEnded = session.isEnded();
        boolean canSendToken = memo != null && hasCookies && !memo.isCommitted();
        String oldId = session.id();
        SaveResult result = asked(() -> canSendToken ? store.saveAndRenewId(session) : store.save(session));
        if (memo != null && result == SaveResult.RENEWED) {
            memo.ended(oldId);
            memo.own(written);
        }
        if (result == SaveResult.ENDED && !knownToHaveEnded && memo != null && endedHandler != null) {
            memo.savedTooLate(endedHandler);
        }
    }

    /**
     * Ends a session by its id, or by its token if the request has presented it: then also if the session has another id
     * by now. No later save, on any node, brings it back.
     *
     * @param id the id; null or an invalid id matches no session
     */
    @Override
    public void deleteById(@Nullable String id) {
        if (id == null) {
            return;
        }
        SessionMemo memo = memos.current();
        SessionMemo.Known known = memo == null ? null : memo.known(id);
        StoreSession session = known == null ? null : known.session();
        SessionToken token = memo == null ? null : memo.presented(id);
        asked(() -> {
            if (session != null) {
                return store.delete(session.stored());
            }
            return token == null ? store.delete(id) : store.deleteByToken(token);
        });
        if (memo != null) {
            memo.ended(id);
        }
    }

    /**
     * Like {@link #findByIndexNameAndIndexValue}, by the index {@value SpringIndexes#PRINCIPAL}.
     *
     * @param principalName the principal's name; null matches no session
     * @return working copies by their ids
     * @throws SessionConfigurationException if the store has no such index
     */
    @Override
    public Map<String, StoreSession> findByPrincipalName(@Nullable String principalName) {
        return findByIndexNameAndIndexValue(SpringIndexes.PRINCIPAL, principalName);
    }

    /**
     * Finds live sessions by an index, with one query per page and one read per hit, because an index is eventually
     * consistent. So a session is never returned that has ended or has another value by now; one that was created or
     * got the value a moment ago may be missed.
     *
     * @param indexName the name of an index of the store; Spring Session's own names for the principal stand for
     *     {@value SpringIndexes#PRINCIPAL}
     * @param indexValue the value
     * @return working copies by their ids, in no particular order; empty if the name or the value is null, or if no
     *     session can have such a value
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
                memo.begins(stored);
            }
            if (stored.isStored()) {
                write(session);
            }
            if (memo != null) {
                memo.ended(oldId);
            }
            owns(memo, session);
            return stored.id();
        }

        @Override
        public void changed(StoreSession session) {
            if (flushMode == FlushMode.IMMEDIATE) {
                write(session);
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
         * Sets the inactivity timeout of new sessions, for a store whose option {@code ttl} is not set; by default the
         * store's own default applies.
         *
         * @param value at least a millisecond, at most 36,525 days; zero or negative: without limit
         * @return this builder
         */
        public Builder timeout(Duration value) {
            this.timeout = Objects.requireNonNull(value, "timeout");
            return this;
        }

        /**
         * Sets when changes are written; by default {@link FlushMode#ON_SAVE}. With {@link FlushMode#IMMEDIATE} each
         * change is written on its own.
         *
         * @param value the mode
         * @return this builder
         */
        public Builder flushMode(FlushMode value) {
            this.flushMode = Objects.requireNonNull(value, "flushMode");
            return this;
        }

        /**
         * Sets the publisher of events about sessions that were created, were deleted or got another id, and about
         * those that this node found expired; none by default.
         *
         * @param value publishes Spring Session's events, and {@link SessionIdChangedEvent}
         * @return this builder
         */
        public Builder eventPublisher(ApplicationEventPublisher value) {
            this.publisher = Objects.requireNonNull(value, "eventPublisher");
            return this;
        }

        /**
         * Sets whether the end of every expired session is published, which needs the store's reaper: see {@link
         * io.github.dynamodbsession.core.SessionListener#listensForExpiry}. Off by default.
         *
         * @param value whether
         * @return this builder
         */
        public Builder announceExpiry(boolean value) {
            this.announceExpiry = value;
            return this;
        }

        /**
         * Sets the handler for a request whose session was ended by another request while it ran; by default the
         * application's response stays as it is.
         *
         * @param value called before the response is committed; needs {@link SessionMemoFilter}
         * @return this builder
         */
        public Builder onSessionEnded(SessionEndedHandler value) {
            this.endedHandler = Objects.requireNonNull(value, "onSessionEnded");
            return this;
        }

        /**
         * Creates the repository.
         *
         * @return a new repository
         */
        public StoreSessionRepository build() {
            return new StoreSessionRepository(this);
        }
    }
}
