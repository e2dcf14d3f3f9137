package io.github.dynamodbsession.spring.websocket;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.session.web.socket.server.SessionRepositoryMessageInterceptor;
import org.springframework.web.socket.CloseStatus;

/**
 * Looks the session of a WebSocket up before a message of it is handled, unless the last look is recent enough. When it
 * looked last is kept in the attributes of the WebSocket; its messages come one after the other.
 */
final class SessionCheck implements ChannelInterceptor {

    /** Those that count as an access of the session. A heartbeat does not: it would keep the session alive for ever. */
    private static final Set<SimpMessageType> ACCESSES = Set.of(
            SimpMessageType.CONNECT, SimpMessageType.MESSAGE, SimpMessageType.SUBSCRIBE, SimpMessageType.UNSUBSCRIBE);

    private static final String LOOKED = SessionCheck.class.getName() + ".LOOKED";

    /** Of a session's interval, the part by which the record of an access may be late. */
    private static final int PART_OF_INTERVAL = 10;

    private static final Logger LOG = System.getLogger(SessionCheck.class.getPackageName());

    private final SessionStore store;
    private final OpenSockets sockets;
    private final Duration checkInterval;
    private final LongSupplier ticker;

    SessionCheck(SessionStore store, OpenSockets sockets, Duration checkInterval, LongSupplier ticker) {
        this.store = store;
        this.sockets = sockets;
        this.checkInterval = checkInterval;
        this.ticker = ticker;
    }

    /** When a look is due again for any message, and for one that is to be recorded as an access, by the ticker. */
    private record Looked(long nextLook, long nextAccess) {}

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        MessageHeaders headers = message.getHeaders();
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(headers);
        @Nullable Map<String, Object> attributes = SimpMessageHeaderAccessor.getSessionAttributes(headers);
        if (attributes == null || type == null || type == SimpMessageType.DISCONNECT) {
            return message; // not from a client, or cleans up after one
        }
        @Nullable String id = SessionRepositoryMessageInterceptor.getSessionId(attributes);
        if (id == null) {
            return message; // opened without a session
        }
        @Nullable CloseStatus refusal = OpenSockets.refusal(attributes);
        if (refusal == null && isDue(attributes, ACCESSES.contains(type))) {
            refusal = look(id, attributes, ACCESSES.contains(type));
        }
        if (refusal == null) {
            return message;
        }
        if (!sockets.close(SimpMessageHeaderAccessor.getSessionId(headers), refusal)) {
            throw new MessageDeliveryException(
                    message, String.valueOf(refusal.getReason())); // becomes an ERROR frame, and closes too
        }
        return null;
    }

    private boolean isDue(Map<String, Object> attributes, boolean isAccess) {
        return !(attributes.get(LOOKED) instanceof Looked looked)
                || isPast(looked.nextLook())
                || (isAccess && isPast(looked.nextAccess()));
    }

    private boolean isPast(long time) {
        return ticker.getAsLong() - time >= 0;
    }

    /** Why the message must not be handled; null if it may. */
    private @Nullable CloseStatus look(String id, Map<String, Object> attributes, boolean isAccess) {
        long now = ticker.getAsLong();
        long nextLook = now + checkInterval.toNanos();
        try {
            if (!isAccess) {
                long nextAccess = attributes.get(LOOKED) instanceof Looked looked ? looked.nextAccess() : now;
                attributes.put(LOOKED, new Looked(nextLook, nextAccess));
                return store.isAlive(id) ? null : OpenSockets.ENDED;
            }
            Session session = store.find(id).orElse(null);
            if (session == null || store.save(session) == SaveResult.ENDED) {
                return OpenSockets.ENDED;
            }
            attributes.put(
                    LOOKED, new Looked(nextLook, now + recordedFor(session).toNanos()));
            return null;
        } catch (SessionException e) {
            // All WebSockets of a node may say so at once. The store's listeners have the failure.
            store.outages().failed(LOG, "WebSocket closed with 1013: session storage unavailable", e);
            return OpenSockets.UNAVAILABLE;
        }
    }

    /** An access that is not recorded must not cost a session with a short interval its life. */
    private Duration recordedFor(Session session) {
        Duration interval = session.maxInactiveInterval();
        if (interval.isZero() || interval.isNegative()) {
            return checkInterval;
        }
        Duration part = interval.dividedBy(PART_OF_INTERVAL);
        return part.compareTo(checkInterval) < 0 ? part : checkInterval;
    }
}
