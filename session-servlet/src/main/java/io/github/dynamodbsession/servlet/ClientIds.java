package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a client presents, and the first session that is found under one of them. Read when first asked for,
 * and not twice: a miss is remembered, a failure is not. {@link RequestSession} sees to it that threads come one by
 * one.
 */
final class ClientIds {

    private final SessionStore store;
    private final SessionCookie cookie;

    private @Nullable Set<String> candidates;
    private boolean looked;
    private @Nullable Session session;
    private @Nullable String idOfSession;

    ClientIds(SessionStore store, SessionCookie cookie) {
        this.store = store;
        this.cookie = cookie;
    }

    boolean isEmpty(HttpServletRequest request) {
        return candidates(request).isEmpty();
    }

    private Set<String> candidates(HttpServletRequest request) {
        if (candidates == null) {
            candidates = cookie.candidateIds(request);
        }
        return candidates;
    }

    /** The client's session, if it has one and it was not forgotten. */
    @Nullable
    Session session(HttpServletRequest request) {
        if (!looked) {
            look(request);
        }
        return session;
    }

    private void look(HttpServletRequest request) {
        for (String id : candidates(request)) {
            Optional<Session> found = store.find(id);
            if (found.isPresent()) {
                session = found.get();
                idOfSession = id;
                break;
            }
        }
        looked = true;
    }

    /** The id by which the client knows the session that was found, also when it was forgotten since. */
    @Nullable
    String idOfSession() {
        return idOfSession;
    }

    /** The session has ended; the client still has its id. */
    void forgetSession() {
        session = null;
    }

    /** The id that the client asks for. To choose among several, they have to be looked for. */
    @Nullable
    String requested(HttpServletRequest request) {
        Set<String> ids = candidates(request);
        if (ids.size() > 1 && !looked) {
            look(request);
        }
        return idOfSession != null || ids.isEmpty()
                ? idOfSession
                : ids.iterator().next();
    }

    @Override
    public String toString() {
        return "ids of a client";
    }
}
