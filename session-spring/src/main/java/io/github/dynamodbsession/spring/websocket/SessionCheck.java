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
 * Looks up the session of a WebSocket before a message is handled, unless the last lookup is recent enough. The time of
 * the last lookup is kept in the attributes of the WebSocket, whose messages are handled one after the other.
 */
final class SessionCheck implements ChannelInterceptor {

    /**
     * The messages that count as an access of the session. A heartbeat does not, or it would keep the session alive for
     * ever.
     */
    private static final Set<SimpMessageType> ACCESSES = Set.of(
            SimpMessageType.CONNECT, SimpMessageType.MESSAGE, SimpMessageType.SUBSCRIBE, SimpMessageType.UNSUBSCRIBE);

    private static final String LOOKED = SessionCheck.class.getName() + ".LOOKED";

    /** The part of a session's interval by which recording an access may be late. */
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

    /** When the next lookup is due, by the ticker: for any message, and for one that is recorded as an access. */
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
            // All WebSockets of a node may fail at once. The store's listeners are notified of the failure.
            store.outages().failed(LOG, "WebSocket closed with 1013: session storage unavailable", e);
            return OpenSockets.UNAVAILABLE;
        }
    }

    /** Skipping the record of an access must not let a session with a short interval expire. */
    private Duration recordedFor(Session session) {
        Duration interval = session.maxInactiveInterval();
        if (interval.isZero() || interval.isNegative()) {
            return checkInterval;
        }
        Duration part = interval.dividedBy(PART_OF_INTERVAL);
        return part.compareTo(checkInterval) < 0 ? part : checkInterval;
    }
}
