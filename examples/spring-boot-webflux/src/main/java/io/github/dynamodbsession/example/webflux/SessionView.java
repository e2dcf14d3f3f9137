package io.github.dynamodbsession.example.webflux;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.WebSession;

/** The JSON view of a session. */
final class SessionView {

    private SessionView() {}

    static Map<String, @Nullable Object> of(WebSession session, String node) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", session.getId());
        view.put("node", node);
        view.put("attributes", attributes(session));
        view.put("createdAt", millis(session.getCreationTime()));
        view.put("lastAccessedAt", millis(session.getLastAccessTime()));
        Duration idle = session.getMaxIdleTime();
        view.put(
                "expiresAt",
                !idle.isNegative() && !idle.isZero()
                        ? millis(session.getLastAccessTime().plus(idle))
                        : null);
        return view;
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    /** Attributes of Spring Security are not exposed. */
    private static Map<String, @Nullable Object> attributes(WebSession session) {
        Map<String, @Nullable Object> attributes = new TreeMap<>();
        session.getAttributes().keySet().stream()
                .filter(name -> !name.startsWith("SPRING_SECURITY_") && !name.startsWith("org.springframework."))
                .forEach(name -> attributes.put(name, session.getAttribute(name)));
        return attributes;
    }
}
