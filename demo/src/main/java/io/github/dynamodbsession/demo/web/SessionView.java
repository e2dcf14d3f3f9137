package io.github.dynamodbsession.demo.web;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON view of a session. An attribute that has a name but no value is undecodable. */
final class SessionView {

    private SessionView() {}

    static Map<String, @Nullable Object> of(HttpSession session, String node) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", session.getId());
        view.put("node", node);
        Map<String, @Nullable Object> attributes = attributes(session);
        List<String> unreadable = attributes.keySet().stream()
                .filter(name -> attributes.get(name) == null)
                .toList();
        attributes.keySet().removeAll(unreadable);
        view.put("attributes", attributes);
        if (!unreadable.isEmpty()) {
            view.put("unreadable", unreadable);
        }
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

    /** Computed from what the Servlet API exposes; null: never. */
    private static @Nullable Instant expiresAt(HttpSession session) {
        int seconds = session.getMaxInactiveInterval();
        return seconds <= 0
                ? null
                : Instant.ofEpochMilli(session.getLastAccessedTime()).plusSeconds(seconds);
    }
}
