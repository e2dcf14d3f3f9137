package io.github.dynamodbsession.example.boot;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON view of a session. */
final class SessionView {

    private SessionView() {}

    static Map<String, @Nullable Object> of(HttpSession session, String node) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", session.getId());
        view.put("node", node);
        view.put("attributes", attributes(session));
        Instant lastAccessed = Instant.ofEpochMilli(session.getLastAccessedTime());
        view.put("createdAt", Instant.ofEpochMilli(session.getCreationTime()));
        view.put("lastAccessedAt", lastAccessed);
        int seconds = session.getMaxInactiveInterval();
        view.put("expiresAt", seconds <= 0 ? null : lastAccessed.plusSeconds(seconds));
        return view;
    }

    /** Attributes of Spring Security are not exposed. */
    private static Map<String, @Nullable Object> attributes(HttpSession session) {
        Map<String, @Nullable Object> attributes = new TreeMap<>();
        Collections.list(session.getAttributeNames()).stream()
                .filter(name -> !name.startsWith("SPRING_SECURITY_") && !name.startsWith("org.springframework."))
                .forEach(name -> attributes.put(name, session.getAttribute(name)));
        return attributes;
    }
}
