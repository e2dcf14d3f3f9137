package io.github.dynamodbsession.spring;

import java.io.EOFException;
import java.util.function.Consumer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.Disposable;

/**
 * How a response of WebFlux is broken off that is committed, so that its client does not take it for a whole one. Of a
 * failure that is handed on, Spring logs a line and Reactor Netty the stack trace, for each request.
 */
final class BrokenOffExchange {

    private BrokenOffExchange() {}

    /** Closes the connection, where Reactor Netty serves it, and gives what ends the exchange; otherwise the failure. */
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
            return new EOFException("The response is broken off, since the session of its request failed");
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError e) {
            return failure; // another server
        }
    }
}
