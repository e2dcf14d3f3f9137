package io.github.dynamodbsession.example.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.session.SessionRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * The HTTP API of the project's demo, with Spring MVC. Methods return plain bodies, so that a status that is set when
 * the session is saved is kept.
 */
@RestController
@RequestMapping("/api")
class SessionApi {

    private static final String ATTRIBUTES = "/api/session/attributes/";
    private static final int MAX_HOLD_MILLIS = 10_000;

    private final Environment environment;
    private final JsonValues values;
    private final ObjectProvider<SessionRepository<?>> sessions;

    SessionApi(Environment environment, JsonValues values, ObjectProvider<SessionRepository<?>> sessions) {
        this.environment = environment;
        this.values = values;
        this.sessions = sessions;
    }

    /** The name of the node: its port, which is known once requests arrive. */
    private String node() {
        return "node-" + environment.getProperty("local.server.port");
    }

    /** Never loads a session. */
    @GetMapping("/ping")
    Map<String, Object> ping() {
        return Map.of("node", node());
    }

    @GetMapping("/session")
    Map<String, @Nullable Object> session(HttpServletRequest request, @RequestParam(defaultValue = "0") int hold) {
        HttpSession session = request.getSession(false);
        pause(hold);
        return view(session);
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(HttpServletRequest request, @RequestParam(defaultValue = "0") int hold) {
        HttpSession session = request.getSession(false);
        pause(hold);
        String id = request.getRequestedSessionId();
        if (session != null) {
            session.invalidate();
        } else if (id != null) {
            // its id may have changed since then, by a concurrent login
            sessions.ifAvailable(repository -> repository.deleteById(id));
        }
    }

    @PutMapping("/session/attributes/**")
    Map<String, @Nullable Object> set(
            HttpServletRequest request, @RequestParam(defaultValue = "0") int hold, @RequestBody String json) {
        Object value = values.read(json);
        HttpSession session = request.getSession();
        pause(hold);
        // Null removes the attribute.
        session.setAttribute(name(request), value);
        return view(session);
    }

    @DeleteMapping("/session/attributes/**")
    Map<String, @Nullable Object> remove(HttpServletRequest request, @RequestParam(defaultValue = "0") int hold) {
        HttpSession session = request.getSession(false);
        pause(hold);
        if (session != null) {
            session.removeAttribute(name(request));
        }
        return view(session);
    }

    /** Changes the session id, as a login does. */
    @PostMapping("/login")
    Map<String, @Nullable Object> login(
            HttpServletRequest request, @RequestParam String user, @RequestParam(defaultValue = "0") int hold) {
        if (user.isBlank()) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "user must be given, as in /api/login?user=NAME");
        }
        boolean known = request.getSession(false) != null;
        pause(hold);
        HttpSession session = request.getSession();
        if (known) {
            request.changeSessionId();
        }
        session.setAttribute("user", user);
        return view(session);
    }

    private Map<String, @Nullable Object> view(@Nullable HttpSession session) {
        if (session == null) {
            throw new ApiException(HttpStatus.NOT_FOUND, "there is no session");
        }
        return SessionView.of(session, node());
    }

    /** The rest of the path, decoded. */
    private static String name(HttpServletRequest request) {
        return UriUtils.decode(request.getRequestURI().substring(ATTRIBUTES.length()), StandardCharsets.UTF_8);
    }

    private static void pause(int millis) {
        if (millis < 0 || millis > MAX_HOLD_MILLIS) {
            throw new ApiException(
                    HttpStatus.BAD_REQUEST, "hold must be a number of milliseconds from 0 to " + MAX_HOLD_MILLIS);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is being stopped
        }
    }
}
