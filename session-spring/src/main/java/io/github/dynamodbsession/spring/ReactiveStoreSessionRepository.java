package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Spring Session's reactive repository over an {@link AsyncSessionStore}: the decisions and promises of {@link
 * StoreSessionRepository}, without a thread that waits. It asks the storage when it is subscribed to, and once for each
 * subscription.
 *
 * <p>A new id is stored by {@link #save}, as one write with the session's other changes, and the old one is dead when
 * that is over. There is no flush mode: whoever wants a change to be stored before the response is committed saves the
 * session, and sees at {@link StoreSession#isExpired} whether another request had ended it.
 *
 * <p>Results arrive on threads of {@link Schedulers#parallel}, so that what an application does with a session never
 * holds up the store. Cancelling a subscription makes no further call; what was to be written is then stored or not,
 * whole either way.
 *
 * <p>Safe for use by any number of threads. Arguments may be null as there. Every operation that asks the storage may
 * fail with {@link SessionStorageException}.
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

    private ReactiveStoreSessionRepository(Builder builder) {
        this.store = builder.store;
        this.failureLog = new FailureLog(store.outages());
        this.timeout = builder.timeout;
        if (builder.publisher != null) {
            store.addListener(new EventPublisher(this, builder.publisher, builder.announceExpiry));
        }
    }

    /**
     * A repository with every option at its default.
     *
     * @param store where sessions are; whoever made it closes it
     * @return a new repository
     */
    public static ReactiveStoreSessionRepository of(AsyncSessionStore store) {
        return builder(store).build();
    }

    /**
     * Begins a repository.
     *
     * @param store where sessions are; whoever made it closes it
     * @return a new builder
     */
    public static Builder builder(AsyncSessionStore store) {
        return new Builder(store);
    }

    FailureLog failureLog() {
        return failureLog;
    }

    /** Begins a session. Nothing is stored before it is saved. */
    @Override
    public Mono<StoreSession> createSession() {
        return Mono.fromSupplier(() -> owned(timeout == null ? store.create() : store.create(timeout)));
    }

    /**
     * Finds a session: one read.
     *
     * @param id the id; null and anything else that cannot be one is simply not found, and the storage is not asked
     * @return a working copy; empty if no session is alive under the id
     */
    @Override
    public Mono<StoreSession> findById(@Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return asked(() -> store.find(id)).flatMap(Mono::justOrEmpty).map(this::owned);
    }

    /**
     * Writes what this request did to a session, as {@link StoreSessionRepository#save} does.
     *
     * @param session a session of this repository
     * @return completes when it is stored, or when it is known that another request has ended the session, of which
     *     nothing is written and {@link StoreSession#isExpired} is true then; fails with {@link SessionCodecException}
     *     if an attribute cannot be encoded and with {@link SessionTooLargeException} if the session would not fit, and
     *     nothing was stored
     */
    @Override
    public Mono<Void> save(StoreSession session) {
        Objects.requireNonNull(session, "session");
        return asked(() -> store.save(session.stored()))
                .doOnNext(result -> pendingIds.remove(session.getId()))
                .then();
    }

    /**
     * Ends the session of an id, also one that is still to be stored under it. A save of it, here or elsewhere, brings
     * nothing back.
     *
     * @param id the id; null and anything else that cannot be one names no session
     * @return completes when it is gone
     */
    @Override
    public Mono<Void> deleteById(@Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return asked(() -> {
                    StoreSession session = pendingIds.of(id);
                    return session == null ? store.delete(id) : store.delete(session.stored());
                })
                .doOnNext(removed -> pendingIds.remove(id))
                .then();
    }

    /**
     * As {@link #findByIndexNameAndIndexValue} by {@value SpringIndexes#PRINCIPAL}.
     *
     * @param principalName the principal's name; null has no sessions
     * @return working copies by their ids; fails with {@link SessionConfigurationException} if the store has no such
     *     index
     */
    @Override
    public Mono<Map<String, StoreSession>> findByPrincipalName(@Nullable String principalName) {
        return findByIndexNameAndIndexValue(SpringIndexes.PRINCIPAL, principalName);
    }

    /**
     * Finds living sessions by an index, as {@link StoreSessionRepository#findByIndexNameAndIndexValue} does.
     *
     * @param indexName the name of an index of the store; those that Spring Session has for the principal mean {@value
     *     SpringIndexes#PRINCIPAL}
     * @param indexValue the value
     * @return working copies by their ids, in no particular order; no entries also if no session can have such a value,
     *     as if it is null, and if the name is null; fails with {@link SessionConfigurationException} if the store has
     *     no such index
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

    /** Asked anew by each subscription. */
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
         * Who is told of sessions that were created or deleted, or got another id, and of those that this node found
         * expired; by default nobody is. Told on a thread of the store, which must not be held up.
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
         * Makes the repository.
         *
         * @return a new repository
         */
        public ReactiveStoreSessionRepository build() {
            return new ReactiveStoreSessionRepository(this);
        }
    }
}
