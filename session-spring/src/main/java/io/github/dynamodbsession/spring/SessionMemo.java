package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one request knows about its own sessions: those that it presented, those that it created or renamed, and which
 * of its ids have ended. Spring Session's filter looks them up again when the response is committed, and at the end of
 * the request. Any other session, such as one that an administrator inspects, is read anew at each lookup.
 */
final class SessionMemo {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Map<String, Known> byId = new ConcurrentHashMap<>();
    private final Map<String, SessionToken> presented = new ConcurrentHashMap<>();
    private final Set<SessionToken> ownTokens = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean handlerTold = new AtomicBoolean();
    private volatile @Nullable SessionStorageException failure;
    private volatile boolean answered;

    SessionMemo(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** The client presented this token. */
    void presents(SessionToken token) {
        presented.put(token.id(), token);
    }

    /** The token that the client presented, if this is its id; null if it did not. */
    @Nullable
    SessionToken presented(String id) {
        return presented.get(id);
    }

    /** The other tokens that the client presented, if it presented this one. */
    List<SessionToken> presentedBeside(String id) {
        return presented.containsKey(id)
                ? presented.values().stream()
                        .filter(token -> !token.id().equals(id))
                        .toList()
                : List.of();
    }

    /** Whether the client presented this token, of whichever kind it was taken for. */
    boolean isPresented(SessionToken token) {
        return presented.values().stream().anyMatch(known -> known.reveal().equals(token.reveal()));
    }

    /** Whether the response is committed. */
    boolean isCommitted() {
        return response.isCommitted();
    }

    /** What is known of an id; null if nothing is. */
    @Nullable
    Known known(String id) {
        Known known = byId.get(id);
        return known == null || known.isUpToDate() ? known : Known.NONE;
    }

    /** Records the result of a read: a session, or null for none. */
    void found(String id, @Nullable StoreSession session) {
        if (presented.containsKey(id)) {
            Known known = session == null ? Known.NONE : Known.of(session);
            byId.put(id, known);
            if (session != null) {
                byId.put(known.id(), known); // a token of the other kind has another id
            }
        }
    }

    /** This request gave the session its token. The session may not be stored yet. */
    void begins(Session session) {
        session.token().ifPresent(ownTokens::add);
    }

    /** This request created the session, or changed its id to this one. */
    void own(StoreSession session) {
        begins(session.stored());
        Known known = Known.of(session);
        byId.put(known.id(), known);
    }

    /** This request ended it. */
    void ended(String id) {
        byId.put(id, Known.NONE);
    }

    /** A save came too late, because another request had ended the session. */
    void savedTooLate(SessionEndedHandler handler) {
        if (!response.isCommitted() && handlerTold.compareAndSet(false, true)) {
            handler.sessionEnded(request, response);
        }
    }

    /** Records a failure of the storage during this request; the first one counts. */
    void failed(SessionStorageException e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** The request was answered with an error: nothing more is read or written for it. */
    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /**
     * Called before each use of the storage: after a failure, the storage is not called again for this request.
     *
     * @throws SessionStorageException the failure of this request
     */
    void check() {
        SessionStorageException known = failure;
        if (known != null) {
            throw known;
        }
    }

    /** Whether nothing more is to be written, because the request is being answered with an error. */
    boolean isGivenUp() {
        return answered || (failure != null && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Whether a header or a cookie contains the token of an unstored session. */
    boolean wouldHandOut(String value) {
        return (answered || failure != null)
                && ownTokens.stream()
                        .map(SessionToken::reveal)
                        .anyMatch(token -> value.contains(token) || value.contains(encoded(token)));
    }

    private static String encoded(String token) {
        return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    void clear() {
        byId.clear();
        ownTokens.clear();
        presented.clear();
    }

    /** A session that was alive under an id; neither if there was none. */
    record Known(@Nullable StoreSession session, String id) {
        static final Known NONE = new Known(null, "");

        static Known of(StoreSession session) {
            return new Known(session, session.getId());
        }

        /** Whether the session, as far as the request knows, is still alive under the id. */
        private boolean isUpToDate() {
            return session == null
                    || (!session.stored().isEnded() && session.getId().equals(id));
        }

        @Override
        public String toString() {
            return session == null ? "no session" : session.toString();
        }
    }
}
