package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * The counterpart of {@link StorageFailureFilter} for WebFlux: turns the failure into a {@link ResponseStatusException}
 * with status 503 or 500, for the handler that renders errors. If the response is already committed, it is aborted.
 *
 * <p>Safe for use by any number of threads.
 */
public final class StorageFailureHandler implements WebExceptionHandler, Ordered {

    /** Ahead of the handler by which Spring Boot renders errors, which has -1. */
    private static final int ORDER = -2;

    private final FailureLog log;

    /**
     * Creates the handler for a repository.
     *
     * @param repository the repository that the session manager uses
     */
    public StorageFailureHandler(ReactiveStoreSessionRepository repository) {
        this.log = repository.failureLog();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        SessionException session =
                SessionException.behind(failure, SessionException.class).orElse(null);
        ServerHttpResponse response = exchange.getResponse();
        if (session == null) {
            return Mono.error(failure);
        }
        log.failed(session);
        if (response.isCommitted()) {
            return Mono.error(BrokenOffExchange.by(response, failure));
        }
        FailureAnswer.sayWhenToRetry(session, response.getHeaders()::set);
        StoreWebSessionManager.giveUp(exchange);
        // Without a cause, whose stack trace would go to the log once more, or even to the client.
        return Mono.error(new ResponseStatusException(
                HttpStatus.valueOf(FailureAnswer.status(session)), "The request's session failed"));
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
