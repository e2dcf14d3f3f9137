package io.github.dynamodbsession.spring;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean handlerTold = new AtomicBoolean();

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

    /** A read had this answer: a session, or null for none. */
    void found(String id, @Nullable StoreSession session) {
        if (cameWith(id)) {
            byId.put(id, new Known(session));
        }
    }

    /** This request began it, or gave it this id. */
    void own(StoreSession session) {
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

    void clear() {
        byId.clear();
    }

    /** What is alive under an id: a session, or null for none. */
    record Known(@Nullable StoreSession session) {
        static final Known NONE = new Known(null);
    }

    /** However a resolver finds the id: in a cookie, plain, signed or as Base64, or in a header. */
    private boolean cameWith(String id) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                String value = cookie.getValue();
                if (value != null && (value.contains(id) || decoded(value).contains(id))) {
                    return true;
                }
            }
        }
        return Collections.list(request.getHeaderNames()).stream()
                .flatMap(name -> Collections.list(request.getHeaders(name)).stream())
                .anyMatch(id::equals);
    }

    private static String decoded(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return ""; // not Base64
        }
    }
}
