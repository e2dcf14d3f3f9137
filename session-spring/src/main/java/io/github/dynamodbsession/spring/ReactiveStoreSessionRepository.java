package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Spring Session's reactive repository over an {@link AsyncSessionStore}: the behaviour and the guarantees of {@link
 * StoreSessionRepository}, without blocking a thread. The storage is called on subscription, once for each.
 *
 * <p>A new id is stored by {@link #save}, in one write with the session's other changes, after which the old one is
 * invalid. There is no flush mode: to store a change before the response is committed, save the session; {@link
 * StoreSession#isExpired} then says whether another request had ended it.
 *
 * <p>It is called with ids. What clients present are tokens, which {@link StoreWebSessionManager} exchanges for ids.
 * Without one, a store whose tokens are not their ids is refused when a session is created.
 *
 * <p>Results arrive on threads of {@link Schedulers#parallel}, so that application code never blocks the store. After a
 * cancellation no further call is made; a write in progress is then applied as a whole or not at all.
 *
 * <p>Safe for use by any number of threads. Null is allowed where {@link StoreSessionRepository} allows it. Every
 * operation that calls the storage may fail with {@link SessionStorageException}.
 */
public final class ReactiveStoreSessionRepository
        implements ReactiveSessionRepository<StoreSession>, ReactiveFindByIndexNameSessionRepository<StoreSession> {

    private final AsyncSessionStore store;
    private final @Nullable Duration timeout;
    private final Scheduler scheduler = Schedulers.parallel();
    private final PendingIds pendingIds = new PendingIds();
    private final SessionOwner owner = new Owner();
    private final AccessWarning accessWarning = new AccessWarning();
    private final FailureLog failureLog;
    private final TokenRule tokens = new TokenRule("Use a StoreWebSessionManager as the WebSessionManager");

    private ReactiveStoreSessionRepository(Builder builder) {
        this.store = builder.store;
        this.failureLog = new FailureLog(store.outages());
        this.timeout = builder.timeout;
        if (builder.publisher != null) {
            store.addListener(new EventPublisher(this, builder.publisher, builder.announceExpiry));
        }
    }

    /**
     * Creates a repository with default options.
     *
     * @param store where sessions are stored; closed by its creator, not by the repository
     * @return a new repository
     */
    public static ReactiveStoreSessionRepository of(AsyncSessionStore store) {
        return builder(store).build();
    }

    /**
     * Returns a builder for a repository.
     *
     * @param store where sessions are stored; closed by its creator, not by the repository
     * @return a new builder
     */
    public static Builder builder(AsyncSessionStore store) {
        return new Builder(store);
    }

    FailureLog failureLog() {
        return failureLog;
    }

    /** What it is called with are ids from now on. */
    void getsIds() {
        tokens.exchangesTokens();
    }

    /**
     * Checks that clients get tokens, for a start. Calls no storage.
     *
     * @throws SessionConfigurationException if the store's tokens are not the ids of their sessions, and there is no
     *     {@link StoreWebSessionManager} for this repository
     */
    public void requireTokensExchanged() {
        if (!tokens.getsIds()) {
            tokens.checked(store.create());
        }
    }

    /** The first few tokens among the texts that a request presents. */
    List<SessionToken> presented(List<String> texts) {
        return TokenRule.presented(texts, store::presented);
    }

    /**
     * Creates a session. It is stored when it is saved.
     *
     * @return a new session; fails with {@link SessionConfigurationException} if the store's tokens are not the ids of
     *     their sessions, and there is no {@link StoreWebSessionManager} for this repository
     */
    @Override
    public Mono<StoreSession> createSession() {
        return Lookup.in(lookup -> Mono.fromSupplier(
                () -> lookup.led(owned(tokens.checked(timeout == null ? store.create() : store.create(timeout))))));
    }

    /**
     * Finds a session by one read. If there is no {@link StoreWebSessionManager} for this repository, the id is taken for
     * what a client presented.
     *
     * @param id the id; null or an invalid id is not found, without calling the storage
     * @return a working copy; empty if no session is alive under the id
     */
    @Override
    public Mono<StoreSession> findById(@Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return Lookup.in(lookup ->
                asked(() -> find(id, lookup)).flatMap(Mono::justOrEmpty).map(found -> lookup.led(owned(found))));
    }

    private CompletableFuture<Optional<Session>> find(String id, Lookup lookup) {
        if (!tokens.getsIds()) {
            // Spring Session would send the id of a session that was found by its former token.
            return store.presented(id)
                    .map(token -> store.findByToken(token).thenApply(found -> found.filter(s -> !s.isReadOnly())))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
        }
        SessionToken token = lookup.token();
        return token == null ? store.find(id) : store.findByToken(token);
    }

    /**
     * Saves the request's changes to a session, as {@link StoreSessionRepository#save} does. An old id is renewed only by the
     * save of a {@link StoreWebSessionManager} before the response is committed, if tokens are sent in cookies.
     *
     * @param session a session of this repository
     * @return completes when the session is stored, or when another request turns out to have ended it: then nothing is
     *     written, and {@link StoreSession#isExpired} is true. Fails with {@link SessionCodecException} if an attribute
     *     cannot be encoded and with {@link SessionTooLargeException} if the session is too large; nothing is stored in
     *     either case
     */
    @Override
    public Mono<Void> save(StoreSession session) {
        Objects.requireNonNull(session, "session");
        return Lookup.in(lookup -> asked(() -> lookup.canSendToken()
                                ? store.saveAndRenewId(session.stored())
                                : store.save(session.stored()))
                        .doOnNext(result -> pendingIds.remove(session.getId())))
                .then();
    }

    /**
     * Ends a session by its id, which may be a new one that is not stored yet. No later save, on any node, brings it
     * back.
     *
     * @param id the id; null or an invalid id matches no session
     * @return completes when the session has ended
     */
    @Override
    public Mono<Void> deleteById(@Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return Lookup.in(lookup -> asked(() -> delete(id, lookup)).doOnNext(removed -> pendingIds.remove(id)))
                .then();
    }

    private CompletableFuture<Boolean> delete(String id, Lookup lookup) {
        StoreSession session = pendingIds.of(id);
        if (session != null) {
            return store.delete(session.stored());
        }
        SessionToken token = lookup.token();
        return token == null ? store.delete(id) : store.deleteByToken(token);
    }

    /**
     * Like {@link #findByIndexNameAndIndexValue}, by the index {@value SpringIndexes#PRINCIPAL}.
     *
     * @param principalName the principal's name; null matches no session
     * @return working copies by their ids; fails with {@link SessionConfigurationException} if the store has no such
     *     index
     */
    @Override
    public Mono<Map<String, StoreSession>> findByPrincipalName(@Nullable String principalName) {
        return findByIndexNameAndIndexValue(SpringIndexes.PRINCIPAL, principalName);
    }

    /**
     * Finds live sessions by an index, as {@link StoreSessionRepository#findByIndexNameAndIndexValue} does.
     *
     * @param indexName the name of an index of the store; Spring Session's own names for the principal stand for
     *     {@value SpringIndexes#PRINCIPAL}
     * @param indexValue the value
     * @return working copies by their ids, in no particular order; empty if the name or the value is null, or if no
     *     session can have such a value; fails with {@link SessionConfigurationException} if the store has no such
     *     index
     */
    @Override
    public Mono<Map<String, StoreSession>> findByIndexNameAndIndexValue(
            @Nullable String indexName, @Nullable String indexValue) {
        if (indexName == null || indexValue == null) {
            return Mono.just(Map.of());
        }
        return asked(() -> store.findByIndex(SpringIndexes.name(indexName), indexValue))
                .onErrorResume(IllegalArgumentException.class, e -> Mono.just(List.of())) // none can have such a value
                .map(this::byId);
    }

    private Map<String, StoreSession> byId(List<Session> sessions) {
        Map<String, StoreSession> byId = new LinkedHashMap<>();
        sessions.forEach(session -> byId.put(session.id(), owned(session)));
        return byId;
    }

    /** Runs the operation once for each subscription. */
    private <T> Mono<T> asked(Supplier<CompletableFuture<T>> operation) {
        return Mono.fromFuture(operation).publishOn(scheduler);
    }

    private StoreSession owned(Session session) {
        return new StoreSession(session, owner);
    }

    private final class Owner implements SessionOwner {

        @Override
        public String changeId(StoreSession session) {
            Session stored = session.stored();
            if (!stored.isEnded()) {
                store.changeId(stored);
                pendingIds.add(session);
            }
            return stored.id();
        }

        @Override
        public void changed(StoreSession session) {
            // It is written when it is saved.
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

        private final AsyncSessionStore store;
        private @Nullable Duration timeout;
        private @Nullable ApplicationEventPublisher publisher;
        private boolean announceExpiry;

        private Builder(AsyncSessionStore store) {
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
         * Sets the publisher of events about sessions that were created, were deleted or got another id, and about
         * those that this node found expired; none by default. Called on a thread of the store, which must not be
         * blocked.
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
         * Creates the repository.
         *
         * @return a new repository
         */
        public ReactiveStoreSessionRepository build() {
            return new ReactiveStoreSessionRepository(this);
        }
    }
}
