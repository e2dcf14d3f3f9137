package io.github.dynamodbsession.spring.websocket;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.web.socket.server.SessionRepositoryMessageInterceptor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/** The open WebSockets of this node, by their own ids and by those of their HTTP sessions. */
final class OpenSockets implements WebSocketHandlerDecoratorFactory {

    static final CloseStatus ENDED =
            CloseStatus.POLICY_VIOLATION.withReason("The HTTP session of this connection has ended");
    static final CloseStatus UNAVAILABLE =
            CloseStatus.SERVICE_OVERLOAD.withReason("The session storage does not answer");

    /** Marks a WebSocket whose further messages are not handled: some may arrive before the close does. */
    private static final String REFUSAL = OpenSockets.class.getName() + ".REFUSAL";

    private final Map<String, WebSocketSession> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<WebSocketSession>> byHttpSession = new ConcurrentHashMap<>();

    /** Why messages of a WebSocket are refused; null if they are not. */
    static @Nullable CloseStatus refusal(Map<String, Object> attributes) {
        return attributes.get(REFUSAL) instanceof CloseStatus status ? status : null;
    }

    /** Closes the WebSocket with this id; returns false if none is open. */
    boolean close(@Nullable String id, CloseStatus status) {
        WebSocketSession socket = id == null ? null : byId.get(id);
        if (socket != null) {
            close(socket, status);
        }
        return socket != null;
    }

    /** Closes all WebSockets of an HTTP session, which has ended. */
    void closeAllOf(String httpSessionId) {
        byHttpSession.getOrDefault(httpSessionId, Set.of()).forEach(socket -> close(socket, ENDED));
    }

    private static void close(WebSocketSession socket, CloseStatus status) {
        socket.getAttributes().put(REFUSAL, status);
        try {
            socket.close(status);
        } catch (IOException e) {
            System.getLogger(OpenSockets.class.getPackageName())
                    .log(Level.DEBUG, "A WebSocket whose session has ended could not be closed.", e);
        }
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
                opened(socket);
                super.afterConnectionEstablished(socket);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
                closed(socket);
                super.afterConnectionClosed(socket, status);
            }
        };
    }

    private void opened(WebSocketSession socket) {
        String httpSessionId = SessionRepositoryMessageInterceptor.getSessionId(socket.getAttributes());
        if (httpSessionId != null) {
            byId.put(socket.getId(), socket);
            byHttpSession.compute(httpSessionId, (id, others) -> {
                Set<WebSocketSession> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                all.add(socket);
                return all;
            });
        }
    }

    private void closed(WebSocketSession socket) {
        String httpSessionId = SessionRepositoryMessageInterceptor.getSessionId(socket.getAttributes());
        if (httpSessionId != null) {
            byId.remove(socket.getId());
            byHttpSession.computeIfPresent(httpSessionId, (id, all) -> {
                all.remove(socket);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** How many open WebSockets have an HTTP session. */
    int count() {
        return byId.size();
    }
}
