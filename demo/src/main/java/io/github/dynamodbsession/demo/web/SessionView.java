package io.github.dynamodbsession.demo.web;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the API tells about a session. */
final class SessionView {

    private SessionView() {}

    static Map<String, @Nullable Object> of(HttpSession session, String node) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", session.getId());
        view.put("node", node);
        view.put("attributes", attributes(session));
        view.put("createdAt", Instant.ofEpochMilli(session.getCreationTime()));
        view.put("lastAccessedAt", Instant.ofEpochMilli(session.getLastAccessedTime()));
        view.put("expiresAt", expiresAt(session));
        return view;
    }

    private static Map<String, @Nullable Object> attributes(HttpSession session) {
        Map<String, @Nullable Object> attributes = new TreeMap<>();
        Collections.list(session.getAttributeNames()).forEach(name -> attributes.put(name, session.getAttribute(name)));
        return attributes;
    }

    /** As far as the servlet API can tell; null: never. */
    private static @Nullable Instant expiresAt(HttpSession session) {
        int seconds = session.getMaxInactiveInterval();
        return seconds <= 0
                ? null
                : Instant.ofEpochMilli(session.getLastAccessedTime()).plusSeconds(seconds);
    }
}
