package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * The same as {@link StorageFailureFilter} for WebFlux: hands the failure on as a {@link ResponseStatusException} with
 * status 503, to whatever renders errors after it.
 *
 * <p>Safe for use by any number of threads.
 */
public final class StorageFailureHandler implements WebExceptionHandler, Ordered {

    /** Ahead of the handler by which Spring Boot renders errors, which has -1. */
    private static final int ORDER = -2;

    /** Makes the handler. */
    public StorageFailureHandler() {}

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Optional<SessionStorageException> storage = SessionStorageException.behind(failure);
        ServerHttpResponse response = exchange.getResponse();
        if (storage.isEmpty() || response.isCommitted()) {
            return Mono.error(failure);
        }
        StorageFailures.tell(storage.get(), response.getHeaders()::set);
        StoreWebSessions.giveUp(exchange);
        return Mono.error(new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE, "The storage of sessions does not answer", failure));
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
