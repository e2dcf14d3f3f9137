package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.cookie.PresentedIds;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions of WebFlux's requests, through Spring Session's bridge. Unlike
 * {@link DefaultWebSessionManager}, which they extend because Spring Security asks one for its store of sessions, they see
 * to the cookies, or whatever else holds the id, so:
 *
 * <ul>
 *   <li>An id goes out when its session is stored, not before; so an answer that fails since the storage does leaves the
 *       browser with the id that it had.
 *   <li>An id is taken away by the request that invalidates its session, and by no other. The answer of one that found no
 *       session, or whose session another one ended meanwhile, may arrive after that of a login, whose new cookie it
 *       would take.
 *   <li>A request that found no session, and invalidates the one that it has, as a logout does, also ends the session that
 *       had one of its ids: a login may have given it another one since the request was sent.
 *   <li>A storage that has failed a request is not asked again on behalf of it, and the answer by which the application or
 *       {@link StorageFailureHandler} tells of the failure saves nothing.
 *   <li>Of the ids that a request presents, at most {@value PresentedIds#MAX_CANDIDATES} are looked for, whatever the
 *       resolver says, and one that was not found is not looked for again: anyone can send hundreds of cookies.
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 */
public final class StoreWebSessionManager extends DefaultWebSessionManager {

    private static final String GIVEN_UP = StoreWebSessionManager.class.getName() + ".givenUp";
    private static final String MISSED = StoreWebSessionManager.class.getName() + ".missed";

    /**
     * Makes them.
     *
     * @param repository where the sessions are
     * @param ids reads and writes their ids
     */
    public StoreWebSessionManager(ReactiveStoreSessionRepository repository, WebSessionIdResolver ids) {
        setSessionStore(new SpringSessionWebSessionStore<>(Objects.requireNonNull(repository, "repository")));
        setSessionIdResolver(Objects.requireNonNull(ids, "ids"));
    }

    /** Nothing more is saved in this exchange. */
    static void giveUp(ServerWebExchange exchange) {
        exchange.getAttributes().put(GIVEN_UP, true);
    }

    @Override
    public Mono<WebSession> getSession(ServerWebExchange exchange) {
        WebSessionStore sessions = getSessionStore();
        return Flux.defer(() -> Flux.fromIterable(candidates(exchange)))
                .concatMap(id -> sessions.retrieveSession(id)
                        .switchIfEmpty(Mono.fromRunnable(() -> missed(exchange).add(id))))
                .next()
                .map(RequestWebSession::found)
                .switchIfEmpty(sessions.createWebSession()
                        .map(created -> RequestWebSession.begun(created, () -> endMissed(exchange))))
                .doOnNext(session -> exchange.getResponse().beforeCommit(() -> commit(exchange, session)))
                .cast(WebSession.class);
    }

    /** A session that was not found under its id may have got another one since, and is ended under that. */
    private Mono<Void> endMissed(ServerWebExchange exchange) {
        return Flux.fromIterable(missed(exchange))
                .concatMap(getSessionStore()::removeSession)
                .then();
    }

    /** The ids to look for: not all that a request may come with, and none that this exchange has looked for in vain. */
    private List<String> candidates(ServerWebExchange exchange) {
        List<String> presented = PresentedIds.candidates(getSessionIdResolver().resolveSessionIds(exchange).stream());
        Set<String> missed = missed(exchange);
        return presented.stream().filter(id -> !missed.contains(id)).toList();
    }

    @SuppressWarnings("unchecked") // nobody else knows the attribute
    private static Set<String> missed(ServerWebExchange exchange) {
        return (Set<String>)
                exchange.getAttributes().computeIfAbsent(MISSED, name -> ConcurrentHashMap.<String>newKeySet());
    }

    private Mono<Void> commit(ServerWebExchange exchange, RequestWebSession session) {
        if (exchange.getAttribute(GIVEN_UP) != null || (session.hasFailed() && isError(exchange.getResponse()))) {
            return Mono.empty();
        }
        if (session.isTakenAway()) {
            getSessionIdResolver().expireSession(exchange);
        }
        if (session.isExpired() || !session.isStarted()) {
            return Mono.empty();
        }
        return session.save().then(Mono.fromRunnable(() -> {
            if (!session.isExpired() && isNew(session.getId(), exchange)) {
                getSessionIdResolver().setSessionId(exchange, session.getId());
            }
        }));
    }

    /** Whether the application itself answers with an error. */
    private static boolean isError(ServerHttpResponse response) {
        HttpStatusCode status = response.getStatusCode();
        return status != null && status.isError();
    }

    private boolean isNew(String id, ServerWebExchange exchange) {
        List<String> known = getSessionIdResolver().resolveSessionIds(exchange);
        return known.isEmpty() || !known.get(0).equals(id);
    }
}
