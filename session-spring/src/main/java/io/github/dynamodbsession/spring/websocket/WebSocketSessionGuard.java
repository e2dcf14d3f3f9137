package io.github.dynamodbsession.spring.websocket;

import io.github.dynamodbsession.core.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.core.Ordered;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.session.web.socket.server.SessionRepositoryMessageInterceptor;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/**
 * Closes WebSockets when the HTTP session that they were opened under has ended, on whichever node: looks up the
 * session before a message is handled, if the last lookup is too old. If the session has ended or its id was changed,
 * the message is not handled and the WebSocket is closed with 1008 (policy violation); if the storage fails, with 1013
 * (try again later). Both are codes of RFC 6455 and its IANA registry. Ends that this node is notified of, by itself or
 * through a {@link io.github.dynamodbsession.core.SessionEndBroadcast}, close the WebSocket immediately.
 *
 * <p>Works with endpoints of an {@link
 * org.springframework.session.web.socket.config.annotation.AbstractSessionWebSocketMessageBrokerConfigurer}; a
 * connection that was opened without a session is left alone. With Spring Boot it is configured automatically. Without
 * it, declare the guard as a bean, and call {@link #recordAccessInPlaceOf} once the channel exists.
 *
 * <p>Safe for use by any number of threads.
 */
public final class WebSocketSessionGuard implements WebSocketMessageBrokerConfigurer, Ordered {

    private final OpenSockets sockets = new OpenSockets();
    private final ChannelInterceptor check;

    WebSocketSessionGuard(SessionStore store, Duration checkInterval, LongSupplier ticker) {
        if (checkInterval.isNegative()) {
            throw new IllegalArgumentException("checkInterval must be zero or more, not " + checkInterval);
        }
        this.check = new SessionCheck(store, sockets, checkInterval, ticker);
        store.addListener(new SocketCloser(sockets));
    }

    /**
     * Creates a guard, and adds a listener to the store. This does not make the reaper run, which finds expired
     * sessions whose clients are silent: see {@link io.github.dynamodbsession.core.SessionListener#listensForExpiry}.
     *
     * @param store where sessions are stored; closed by its creator, not by the guard
     * @param checkInterval the maximum age of the last lookup of a WebSocket's session when a message is handled; zero:
     *     a lookup before each message. A session whose interval is less than ten times as long is looked up more often
     * @return a new guard
     * @throws IllegalArgumentException if the interval is negative
     * @throws NullPointerException if an argument is null
     */
    public static WebSocketSessionGuard of(SessionStore store, Duration checkInterval) {
        return new WebSocketSessionGuard(
                Objects.requireNonNull(store, "store"),
                Objects.requireNonNull(checkInterval, "checkInterval"),
                System::nanoTime);
    }

    /** Ahead of other configurers, so that no other interceptor sees a refused message. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Called by Spring: adds the check of the session. */
    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.interceptors(check);
    }

    /** Called by Spring: keeps track of open WebSockets. */
    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration.addDecoratorFactory(sockets);
    }

    /**
     * Removes Spring Session's own interceptor from a channel. That interceptor reads the session at every message, to
     * record the access, and lets messages of ended sessions pass; the guard records the access when it looks up the
     * session. Call this before the first message; without it, each message costs one more read.
     *
     * @param clientInboundChannel Spring's bean {@code clientInboundChannel}
     */
    public void recordAccessInPlaceOf(InterceptableChannel clientInboundChannel) {
        List.copyOf(clientInboundChannel.getInterceptors()).stream()
                .filter(SessionRepositoryMessageInterceptor.class::isInstance)
                .forEach(clientInboundChannel::removeInterceptor);
    }
}
