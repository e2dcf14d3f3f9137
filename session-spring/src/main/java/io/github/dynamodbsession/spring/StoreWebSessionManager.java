package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SessionToken;
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
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionIdResolver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Manages the sessions of WebFlux requests, through Spring Session's bridge. Extends {@link DefaultWebSessionManager}
 * because Spring Security asks one for its session store. Unlike it, it handles the cookies, or whatever else carries
 * the token, as follows:
 *
 * <ul>
 *   <li>What is read and sent are tokens; the application, and everything else, gets ids.
 *   <li>If tokens are sent in cookies, the save before the response is committed renews an id that is older than the store's
 *       {@code renewIdAfter}.
 *   <li>A token is sent once its session is stored, not before; so if the save fails, the browser keeps its old token.
 *   <li>The cookie is deleted only by the request that invalidates its session. The response to a request that found no
 *       session, or whose session another request ended meanwhile, may arrive after the response to a login, and would
 *       delete the new cookie.
 *   <li>A request that found no session and invalidates its new one, as a logout does, also ends the session that had
 *       one of the presented tokens: a login may have changed its id since the request was sent.
 *   <li>After a failure of the storage it is not called again for the same request, and the error response of the
 *       application or of {@link StorageFailureHandler} saves nothing.
 *   <li>At most {@value PresentedIds#MAX_CANDIDATES} of the tokens that a request presents are looked up, whatever the
 *       resolver returns, and none of them twice in vain: anyone can send hundreds of cookies.
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 */
public final class StoreWebSessionManager extends DefaultWebSessionManager {

    private static final String GIVEN_UP = StoreWebSessionManager.class.getName() + ".givenUp";
    private static final String MISSED = StoreWebSessionManager.class.getName() + ".missed";

    private final ReactiveStoreSessionRepository repository;

    /** Whether tokens are sent in cookies, which browsers take on from any response. */
    private final boolean hasCookies;

    /**
     * Creates a manager.
     *
     * @param repository where sessions are found and saved
     * @param texts reads and writes the tokens; to it they are ids
     */
    public StoreWebSessionManager(ReactiveStoreSessionRepository repository, WebSessionIdResolver texts) {
        this.repository = Objects.requireNonNull(repository, "repository");
        setSessionStore(new SpringSessionWebSessionStore<>(repository));
        setSessionIdResolver(Objects.requireNonNull(texts, "texts"));
        this.hasCookies = texts instanceof CookieWebSessionIdResolver || texts instanceof SignedWebSessionIdResolver;
        repository.getsIds();
    }

    /** Prevents any further save in this exchange. */
    static void giveUp(ServerWebExchange exchange) {
        exchange.getAttributes().put(GIVEN_UP, true);
    }

    @Override
    public Mono<WebSession> getSession(ServerWebExchange exchange) {
        return Flux.defer(() -> Flux.fromIterable(candidates(exchange)))
                .concatMap(token -> found(token)
                        .switchIfEmpty(Mono.fromRunnable(() -> missed(exchange).add(token))))
                .takeUntil(session -> !session.isReadOnly())
                .reduce((former, next) -> next.isReadOnly() ? former : next)
                .switchIfEmpty(begun(exchange))
                .doOnNext(session -> exchange.getResponse().beforeCommit(() -> commit(exchange, session)))
                .cast(WebSession.class);
    }

    private Mono<RequestWebSession> found(SessionToken token) {
        return Lookup.by(token, lookup -> lookup.of(getSessionStore().retrieveSession(token.id()))
                .map(session -> RequestWebSession.found(session, lookup.session())));
    }

    private Mono<RequestWebSession> begun(ServerWebExchange exchange) {
        return Lookup.by(null, lookup -> lookup.of(getSessionStore().createWebSession())
                .map(session -> RequestWebSession.begun(session, lookup.session(), () -> endMissed(exchange))));
    }

    /** The id of a session that was not found may have been changed since: it is ended under its new id. */
    private Mono<Void> endMissed(ServerWebExchange exchange) {
        return Flux.fromIterable(missed(exchange))
                .concatMap(token ->
                        Lookup.by(token, lookup -> lookup.of(getSessionStore().removeSession(token.id()))))
                .then();
    }

    /** The tokens to look up: a limited number, and none that this exchange has looked up in vain. */
    private List<SessionToken> candidates(ServerWebExchange exchange) {
        Set<SessionToken> missed = missed(exchange);
        return repository.presented(getSessionIdResolver().resolveSessionIds(exchange)).stream()
                .filter(token -> !missed.contains(token))
                .toList();
    }

    @SuppressWarnings("unchecked") // set here only
    private static Set<SessionToken> missed(ServerWebExchange exchange) {
        return (Set<SessionToken>)
                exchange.getAttributes().computeIfAbsent(MISSED, name -> ConcurrentHashMap.<SessionToken>newKeySet());
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
        return Lookup.saving(hasCookies, session.save()).then(Mono.fromRunnable(() -> {
            if (!session.isExpired()) {
                session.token()
                        .map(SessionToken::reveal)
                        .filter(text -> isNew(text, exchange))
                        .ifPresent(text -> getSessionIdResolver().setSessionId(exchange, text));
            }
        }));
    }

    /** Whether the application itself answers with an error. */
    private static boolean isError(ServerHttpResponse response) {
        HttpStatusCode status = response.getStatusCode();
        return status != null && status.isError();
    }

    private boolean isNew(String text, ServerWebExchange exchange) {
        List<String> known = getSessionIdResolver().resolveSessionIds(exchange);
        return known.isEmpty() || !known.get(0).equals(text);
    }
}
