package io.github.dynamodbsession.spring;

import java.io.EOFException;
import java.util.function.Consumer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.Disposable;

/**
 * Aborts a committed WebFlux response, so that the client does not take it for complete. If the failure were propagated
 * instead, Spring would log a line and Reactor Netty a stack trace for each request.
 */
final class BrokenOffExchange {

    private BrokenOffExchange() {}

    /**
     * Closes the connection, if the server is Reactor Netty; returns the error with which to end the exchange, which is
     * the failure itself on another server.
     */
    static Throwable by(ServerHttpResponse response, Throwable failure) {
        try {
            Object served = ServerHttpResponseDecorator.getNativeResponse(response);
            Consumer<Disposable> close = Disposable::dispose;
            Class.forName(
                            "reactor.netty.http.server.HttpServerResponse",
                            false,
                            served.getClass().getClassLoader())
                    .getMethod("withConnection", Consumer.class)
                    .invoke(served, close);
            // Which Spring takes for a client that is gone.
            return new EOFException("The response was aborted, because the session of its request failed");
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError e) {
            return failure; // another server
        }
    }
}
