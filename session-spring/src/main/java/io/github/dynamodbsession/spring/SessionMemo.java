package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.cookie.PresentedIds;
import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Set<String> ownIds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger missesOfCookies = new AtomicInteger();
    private final AtomicBoolean handlerTold = new AtomicBoolean();
    private volatile @Nullable SessionStorageException failure;
    private volatile boolean answered;
    private volatile @Nullable Set<String> cookieValues;

    SessionMemo(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** What is known of an id; null if nothing is. */
    @Nullable
    Known known(String id) {
        Known known = byId.get(id);
        StoreSession session = known == null ? null : known.session();
        boolean alive = session == null
                || (!session.stored().isEnded() && session.getId().equals(id));
        return alive ? known : Known.NONE;
    }

    /** Whether so many ids from cookies were looked up in vain that no further one is: they may be forged. */
    boolean isOneTooMany(String id) {
        return missesOfCookies.get() >= PresentedIds.MAX_CANDIDATES && cameInCookie(id);
    }

    /** Records the result of a read: a session, or null for none. */
    void found(String id, @Nullable StoreSession session) {
        if (session == null && cameInCookie(id)) {
            missesOfCookies.incrementAndGet();
        }
        if (cameWith(id)) {
            byId.put(id, new Known(session));
        }
    }

    /** This request assigns this id to a session, which may not be stored yet. */
    void begins(String id) {
        ownIds.add(id);
    }

    /** This request created the session, or changed its id to this one. */
    void own(StoreSession session) {
        begins(session.getId());
        byId.put(session.getId(), new Known(session));
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

    /** Whether a header or a cookie contains the id of an unstored session. */
    boolean wouldHandOut(String value) {
        return (answered || failure != null)
                && ownIds.stream().anyMatch(id -> value.contains(id) || value.contains(encoded(id)));
    }

    private static String encoded(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    void clear() {
        byId.clear();
        ownIds.clear();
    }

    /** The session that is alive under an id; null if there is none. */
    record Known(@Nullable StoreSession session) {
        static final Known NONE = new Known(null);
    }

    /** Wherever a resolver finds the id: in a cookie, plain, signed or as Base64, or in a header. */
    private boolean cameWith(String id) {
        return cameInCookie(id)
                || Collections.list(request.getHeaderNames()).stream()
                        .flatMap(name -> Collections.list(request.getHeaders(name)).stream())
                        .anyMatch(id::equals);
    }

    private boolean cameInCookie(String id) {
        Set<String> values = cookieValues;
        if (values == null) {
            values = valuesOf(request.getCookies());
            cookieValues = values;
        }
        return values.contains(id) || values.stream().anyMatch(value -> value.contains(id));
    }

    /** The values as sent, and decoded from Base64. */
    private static Set<String> valuesOf(Cookie @Nullable [] cookies) {
        Set<String> values = new HashSet<>();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            String value = cookie.getValue();
            if (value != null) {
                values.add(value);
                values.add(decoded(value));
            }
        }
        return values;
    }

    private static String decoded(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return ""; // not Base64
        }
    }
}
