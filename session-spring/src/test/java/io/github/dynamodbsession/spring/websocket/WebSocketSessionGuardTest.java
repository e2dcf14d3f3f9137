package io.github.dynamodbsession.spring.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.session.web.socket.server.SessionRepositoryMessageInterceptor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** When a session is looked up, and what happens to a WebSocket whose session has ended, without a server. */
class WebSocketSessionGuardTest {

    private static final Duration CHECK = Duration.ofSeconds(5);

    private final SettableClock clock = SettableClock.startingNow();
    private final List<String> operations = new ArrayList<>();
    private final SessionStore store = SessionStore.builder(InMemoryStorageClient.create())
            .tokens(TokenKind.HASHED)
            .clock(clock)
            .touchAfter(Duration.ZERO)
            .cleanupInterval(Duration.ZERO)
            .listener(new SessionListener() {
                @Override
                public void onOperation(OperationEvent operation) {
                    operations.add(operation.kind() + " " + operation.outcome());
                }
            })
            .build();
    private final OpenSockets sockets = new OpenSockets();
    private final SessionCheck check =
            new SessionCheck(store, sockets, CHECK, () -> clock.instant().toEpochMilli() * 1_000_000);
    private final ExecutorSubscribableChannel channel = new ExecutorSubscribableChannel();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final List<CloseStatus> closedWith = new ArrayList<>();
    private final WebSocketHandler handler = sockets.decorate(new TextWebSocketHandler());
    private final WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {WebSocketSession.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getId" -> "socket";
                case "getAttributes" -> attributes;
                case "hashCode" -> 1;
                case "equals" -> proxy == arguments[0];
                case "close" -> {
                    closedWith.add((CloseStatus) arguments[0]);
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @AfterEach
    void close() {
        store.close();
    }

    private Session open() throws Exception {
        Session session = store.create();
        store.save(session);
        SessionRepositoryMessageInterceptor.setSessionId(attributes, session.id());
        handler.afterConnectionEstablished(socket);
        operations.clear();
        return session;
    }

    private @Nullable Message<?> send(SimpMessageType type) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(type);
        headers.setSessionId("socket");
        headers.setSessionAttributes(attributes);
        return check.preSend(MessageBuilder.createMessage("x", headers.getMessageHeaders()), channel);
    }

    private List<String> takeOperations() {
        List<String> taken = List.copyOf(operations);
        operations.clear();
        return taken;
    }

    @Test
    void aLookIsRepeatedWhenItIsTooOldAndNotBefore() throws Exception {
        open();
        assertThat(send(SimpMessageType.CONNECT)).isNotNull();
        assertThat(takeOperations()).containsExactly("FIND FOUND", "SAVE TOUCHED");
        clock.advance(CHECK.minusMillis(1));
        assertThat(send(SimpMessageType.MESSAGE)).isNotNull();
        assertThat(takeOperations()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(send(SimpMessageType.MESSAGE)).isNotNull();
        assertThat(takeOperations()).containsExactly("FIND FOUND", "SAVE TOUCHED");
    }

    @Test
    void whatEndedIsRefusedOnceTheLookIsTooOldAndThenForGood() throws Exception {
        Session session = open();
        send(SimpMessageType.CONNECT);
        store.delete(session);
        takeOperations();
        assertThat(send(SimpMessageType.MESSAGE)).isNotNull();
        clock.advance(CHECK);
        assertThat(send(SimpMessageType.MESSAGE)).isNull();
        assertThat(send(SimpMessageType.MESSAGE)).isNull();
        assertThat(closedWith).isNotEmpty().allMatch(CloseStatus.POLICY_VIOLATION::equalsCode);
        assertThat(takeOperations()).containsExactly("FIND MISSED");
    }

    @Test
    void heartbeatsDoNotKeepASessionAlive() throws Exception {
        Session session = open();
        session.setMaxInactiveInterval(Duration.ofMinutes(1));
        store.save(session);
        for (int i = 0; i < 5; i++) {
            assertThat(send(SimpMessageType.HEARTBEAT)).isNotNull();
            clock.advance(Duration.ofSeconds(11));
        }
        clock.advance(CHECK);
        assertThat(send(SimpMessageType.HEARTBEAT)).isNull();
        assertThat(closedWith).hasSize(1);
    }

    @Test
    void messagesKeepASessionAliveThoughHeartbeatsAlwaysComeFirst() throws Exception {
        Session session = open();
        session.setMaxInactiveInterval(Duration.ofMinutes(1));
        store.save(session);
        for (int i = 0; i < 20; i++) {
            assertThat(send(SimpMessageType.HEARTBEAT)).isNotNull();
            clock.advance(Duration.ofSeconds(1));
            assertThat(send(SimpMessageType.MESSAGE)).isNotNull();
            clock.advance(Duration.ofSeconds(9));
        }
        assertThat(closedWith).isEmpty();
    }

    @Test
    void aShortIntervalHasItsAccessesRecordedMoreOften() throws Exception {
        Session session = open();
        session.setMaxInactiveInterval(Duration.ofSeconds(3));
        store.save(session);
        for (int i = 0; i < 20; i++) {
            assertThat(send(SimpMessageType.MESSAGE)).isNotNull();
            clock.advance(Duration.ofMillis(2600));
        }
        assertThat(closedWith).isEmpty();
    }

    @Test
    void whatIsNotAClientsOrHasNoSessionIsLeftAlone() throws Exception {
        assertThat(send(SimpMessageType.MESSAGE)).isNotNull();
        Session session = open();
        store.delete(session);
        takeOperations();
        assertThat(send(SimpMessageType.DISCONNECT)).isNotNull();
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        assertThat(check.preSend(MessageBuilder.createMessage("x", headers.getMessageHeaders()), channel))
                .isNotNull();
        assertThat(takeOperations()).isEmpty();
    }

    @Test
    void aSocketThatIsNotKnownHereIsEndedByAnErrorFrame() throws Exception {
        Session session = open();
        handler.afterConnectionClosed(socket, CloseStatus.NORMAL);
        store.delete(session);
        assertThatThrownBy(() -> send(SimpMessageType.MESSAGE))
                .isInstanceOf(MessageDeliveryException.class)
                .hasMessageContaining("session of this connection has ended");
    }

    @Test
    void socketsThatAreClosedAreForgotten() throws Exception {
        Session session = open();
        assertThat(sockets.count()).isEqualTo(1);
        handler.afterConnectionClosed(socket, CloseStatus.NORMAL);
        assertThat(sockets.count()).isZero();
        sockets.closeAllOf(session.id());
        assertThat(closedWith).isEmpty();
    }

    @Test
    void aNegativeIntervalIsRefusedByName() {
        assertThatThrownBy(() -> WebSocketSessionGuard.of(store, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkInterval");
    }
}
