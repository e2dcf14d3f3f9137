package io.github.dynamodbsession.spring;

import java.util.List;
import java.util.Objects;
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
 *   <li>A storage that has failed a request is not asked again on behalf of it, and the answer by which the application or
 *       {@link StorageFailureHandler} tells of the failure saves nothing.
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 */
public final class StoreWebSessions extends DefaultWebSessionManager {

    private static final String GIVEN_UP = StoreWebSessions.class.getName() + ".givenUp";

    /**
     * Makes them.
     *
     * @param repository where the sessions are
     * @param ids reads and writes their ids
     */
    public StoreWebSessions(ReactiveStoreSessionRepository repository, WebSessionIdResolver ids) {
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
        return Flux.defer(() -> Flux.fromIterable(getSessionIdResolver().resolveSessionIds(exchange)))
                .concatMap(sessions::retrieveSession)
                .next()
                .map(found -> new RequestWebSession(found, true))
                .switchIfEmpty(sessions.createWebSession().map(created -> new RequestWebSession(created, false)))
                .doOnNext(session -> exchange.getResponse().beforeCommit(() -> commit(exchange, session)))
                .cast(WebSession.class);
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
