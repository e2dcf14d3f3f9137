package io.github.dynamodbsession.example.webflux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * The HTTP API of the project's demo, with Spring WebFlux. No thread blocks, neither for the storage nor for a hold.
 */
@RestController
@RequestMapping("/api")
class SessionApi {

    private static final String ATTRIBUTES = "/api/session/attributes/";
    private static final int MAX_HOLD_MILLIS = 10_000;

    private final Environment environment;
    private final JsonValues values;

    SessionApi(Environment environment, JsonValues values) {
        this.environment = environment;
        this.values = values;
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
    Mono<Map<String, @Nullable Object>> session(
            ServerWebExchange exchange, @RequestParam(defaultValue = "0") int hold) {
        return begun(exchange, hold).map(this::view);
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(ServerWebExchange exchange, @RequestParam(defaultValue = "0") int hold) {
        return held(exchange, hold).flatMap(WebSession::invalidate);
    }

    @PutMapping("/session/attributes/**")
    Mono<Map<String, @Nullable Object>> set(
            ServerWebExchange exchange, @RequestParam(defaultValue = "0") int hold, @RequestBody String json) {
        Object value = values.read(json);
        return held(exchange, hold)
                .doOnNext(session -> {
                    session.start();
                    set(session, name(exchange), value);
                })
                .flatMap(this::saved);
    }

    private static void set(WebSession session, String name, @Nullable Object value) {
        if (value == null) {
            session.getAttributes().remove(name);
        } else {
            session.getAttributes().put(name, value);
        }
    }

    @DeleteMapping("/session/attributes/**")
    Mono<Map<String, @Nullable Object>> remove(ServerWebExchange exchange, @RequestParam(defaultValue = "0") int hold) {
        return begun(exchange, hold)
                .doOnNext(session -> session.getAttributes().remove(name(exchange)))
                .flatMap(this::saved);
    }

    /** Changes the session id, as a login does. Attributes that were set before are stored together with the new id. */
    @PostMapping("/login")
    Mono<Map<String, @Nullable Object>> login(
            ServerWebExchange exchange, @RequestParam String user, @RequestParam(defaultValue = "0") int hold) {
        if (user.isBlank()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "user must be given, as in /api/login?user=NAME");
        }
        return held(exchange, hold).flatMap(session -> {
            boolean known = session.isStarted();
            session.start();
            session.getAttributes().put("user", user);
            return known ? session.changeSessionId().then(inTime(session)) : saved(session);
        });
    }

    /** The session as it was when the request arrived. A new one is stored only if it is started. */
    private static Mono<WebSession> held(ServerWebExchange exchange, int millis) {
        if (millis < 0 || millis > MAX_HOLD_MILLIS) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "hold must be a number of milliseconds from 0 to " + MAX_HOLD_MILLIS);
        }
        return exchange.getSession().delayElement(Duration.ofMillis(millis));
    }

    private static Mono<WebSession> begun(ServerWebExchange exchange, int millis) {
        return held(exchange, millis)
                .filter(WebSession::isStarted)
                .switchIfEmpty(
                        Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no session")));
    }

    /**
     * Saves before the response is written, so that the response can report a session that has ended. WebFlux saves
     * again when the response is committed, and finds nothing to write.
     */
    private Mono<Map<String, @Nullable Object>> saved(WebSession session) {
        return session.save().then(inTime(session));
    }

    /** A request that was to change a session that another request has ended must not look successful. */
    private Mono<Map<String, @Nullable Object>> inTime(WebSession session) {
        return Mono.fromSupplier(() -> {
            if (session.isExpired()) {
                throw new ResponseStatusException(
                        HttpStatus.CONFLICT, "the session ended while this request was running");
            }
            return view(session);
        });
    }

    private Map<String, @Nullable Object> view(WebSession session) {
        return SessionView.of(session, node());
    }

    /** The rest of the path, decoded. */
    private static String name(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        return UriUtils.decode(path.substring(ATTRIBUTES.length()), StandardCharsets.UTF_8);
    }
}
