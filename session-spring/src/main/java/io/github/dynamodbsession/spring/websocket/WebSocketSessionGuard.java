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
 * Ends WebSockets with the HTTP session that they were opened under, on whichever node that ends: looks the session up
 * before a message is handled, if the last look is too old. Where the session has ended, or its id was changed, the message
 * is not handled and the WebSocket is closed with 1008 (policy violation); where the storage fails, with 1013 (try again
 * later). Both are codes of RFC 6455 and its IANA registry. Ends that this node knows of, by itself or through a {@link
 * io.github.dynamodbsession.core.SessionEndBroadcast}, close the WebSocket at once.
 *
 * <p>Works on endpoints of an {@link
 * org.springframework.session.web.socket.config.annotation.AbstractSessionWebSocketMessageBrokerConfigurer}; a connection
 * that was opened without a session is left alone. With Spring Boot it is configured automatically. Elsewhere, declare it
 * as a bean, and call {@link #recordAccessInPlaceOf} once the channel is there.
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
     * Makes a guard, and adds a listener to the store. It does not make the clean-up run, which is what finds expired
     * sessions whose clients are silent: see {@link io.github.dynamodbsession.core.SessionListener#listensForExpiry}.
     *
     * @param store where the sessions are; closed by whoever made it
     * @param checkInterval how old the last look at a WebSocket's session may be when a message is handled; zero: each
     *     message is preceded by a look. A session with an interval of less than ten times as much is looked up more often
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

    /** Ahead of other configurers, so that no other interceptor sees a message that is not to be handled. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** For Spring: adds the look at the session. */
    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.interceptors(check);
    }

    /** For Spring: keeps track of open WebSockets. */
    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration.addDecoratorFactory(sockets);
    }

    /**
     * Takes Spring Session's own interceptor out of a channel. It reads the session at every message, to record the
     * access, and lets messages pass that have no session any more; the guard records the access when it looks the session
     * up. To be called before the first message; without this call, each message costs a further read.
     *
     * @param clientInboundChannel Spring's bean {@code clientInboundChannel}
     */
    public void recordAccessInPlaceOf(InterceptableChannel clientInboundChannel) {
        List.copyOf(clientInboundChannel.getInterceptors()).stream()
                .filter(SessionRepositoryMessageInterceptor.class::isInstance)
                .forEach(clientInboundChannel::removeInterceptor);
    }
}
