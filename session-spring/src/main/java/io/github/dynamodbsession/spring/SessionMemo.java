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
 * What one request knows of its own sessions: those it came with, those it began or renamed, and which of its ids are
 * dead. Spring Session's filter asks for them again when a response is committed, and again at the request's end; of
 * any other session, such as one that an administrator looks at, each request for it is a fresh read.
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

    /** Whether so many ids of cookies were looked for, and not found, that another one is not: they may be made up. */
    boolean isOneTooMany(String id) {
        return missesOfCookies.get() >= PresentedIds.MAX_CANDIDATES && cameInCookie(id);
    }

    /** A read had this answer: a session, or null for none. */
    void found(String id, @Nullable StoreSession session) {
        if (session == null && cameInCookie(id)) {
            missesOfCookies.incrementAndGet();
        }
        if (cameWith(id)) {
            byId.put(id, new Known(session));
        }
    }

    /** This request gives this id to a session, which need not be stored yet. */
    void begins(String id) {
        ownIds.add(id);
    }

    /** This request began it, or gave it this id. */
    void own(StoreSession session) {
        begins(session.getId());
        byId.put(session.getId(), new Known(session));
    }

    /** This request ended it. */
    void ended(String id) {
        byId.put(id, Known.NONE);
    }

    /** A save came too late, since another request had ended the session. */
    void savedTooLate(SessionEndedHandler handler) {
        if (!response.isCommitted() && handlerTold.compareAndSet(false, true)) {
            handler.sessionEnded(request, response);
        }
    }

    /** The storage failed this request; the first failure counts. */
    void failed(SessionStorageException e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** The request was answered with an error: nothing more is asked or written on behalf of it. */
    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /**
     * To be asked before each call of the storage: one that failed this request once is not asked again.
     *
     * @throws SessionStorageException the failure of this request
     */
    void check() {
        SessionStorageException known = failure;
        if (known != null) {
            throw known;
        }
    }

    /** Whether nothing is to be written any more: an error is being answered, by the application or on its behalf. */
    boolean isGivenUp() {
        return answered || (failure != null && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Whether a header or a cookie would hand out a session that is not stored. */
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

    /** What is alive under an id: a session, or null for none. */
    record Known(@Nullable StoreSession session) {
        static final Known NONE = new Known(null);
    }

    /** However a resolver finds the id: in a cookie, plain, signed or as Base64, or in a header. */
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

    /** As they came, and what they are as Base64. */
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
