package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One user's session on a random way between both sides, with logins, logouts, id changes and time that passes. After each
 * step both sides see the same session with what was put into it, or none; and none that ended before. {@code
 * -Dinterop.walks=1000} makes more of them than a build does, and {@code -Dinterop.seed} others.
 */
class RandomWalkTest {

    private static final int STEPS = 12;
    private static final CookieSigner SIGNER = CookieSigner.of(Nodes.SECRETS);

    @ParameterizedTest
    @EnumSource
    void bothSidesAlwaysAgree(NodeStore kind) {
        int walks = Integer.getInteger("interop.walks", 40);
        long seed = Long.getLong("interop.seed", 2_311L);
        try (Nodes nodes = new Nodes(kind)) {
            StorageClient storage = nodes.storage(call -> {});
            SessionStore throttled = nodes.java(storage, Json.GSON)
                    .touchAfter(Duration.ofSeconds(5))
                    .build();
            SessionStore java = nodes.java(storage, Json.JACKSON).build();
            for (int i = 0; i < walks; i++) {
                new Walk(nodes, i % 2 == 0 ? java : throttled, new Random(seed + i)).go("walk " + (seed + i));
            }
        }
    }

    /** One walk, and what must be true of it. */
    private static final class Walk {

        private final Nodes nodes;
        private final SessionStore java;
        private final Random random;
        private final List<String> ended = new ArrayList<>();
        private final List<String> trace = new ArrayList<>();
        private final Map<String, Object> expected = new HashMap<>();
        private @Nullable String id;
        private Instant accessed;

        Walk(Nodes nodes, SessionStore java, Random random) {
            this.nodes = nodes;
            this.java = java;
            this.random = random;
            this.accessed = nodes.clock().instant();
        }

        void go(String name) {
            for (int step = 0; step < STEPS; step++) {
                step();
                try {
                    check();
                } catch (AssertionError e) {
                    throw new AssertionError(name + " after " + trace, e);
                }
            }
        }

        private void step() {
            if (id == null) {
                begin();
                return;
            }
            switch (random.nextInt(12)) {
                case 0, 1 -> inExpress("set", true);
                case 2, 3 -> inJava("set", true);
                case 4 -> inExpress("remove", false);
                case 5 -> inJava("remove", false);
                case 6 -> read();
                case 7 -> login();
                case 8 -> logout();
                default -> pass();
            }
        }

        private void begin() {
            expected.clear();
            expected.put("begun", value());
            if (random.nextBoolean()) {
                trace.add("begin in Express");
                id = nodes.express().post("/set", expected, null).id();
            } else {
                trace.add("begin in Java");
                Session session = java.create();
                expected.forEach(session::setAttribute);
                java.save(session);
                id = session.id();
            }
            accessed = nodes.clock().instant();
        }

        private String cookie() {
            return SIGNER.sign(Objects.requireNonNull(id));
        }

        private void inExpress(String what, boolean sets) {
            String name = name();
            trace.add(what + " in Express: " + name);
            Object value = value();
            Reply reply = sets
                    ? nodes.express().post("/set", Map.of(name, value), cookie())
                    : nodes.express().post("/remove", List.of(name), cookie());
            assertThat(reply.id()).isEqualTo(id);
            change(name, sets ? value : null);
        }

        private void inJava(String what, boolean sets) {
            String name = name();
            trace.add(what + " in Java: " + name);
            Object value = value();
            Session session = found();
            if (sets) {
                session.setAttribute(name, value);
            } else {
                session.removeAttribute(name);
            }
            java.save(session);
            change(name, sets ? value : null);
        }

        private void change(String name, @Nullable Object value) {
            accessed = nodes.clock().instant();
            if (value == null) {
                expected.remove(name);
            } else {
                expected.put(name, value);
            }
        }

        private Session found() {
            return java.find(Objects.requireNonNull(id)).orElseThrow(() -> new AssertionError("lost"));
        }

        private void read() {
            boolean inJava = random.nextBoolean();
            trace.add("read in " + (inJava ? "Java" : "Express"));
            if (inJava) {
                java.save(found());
            } else {
                assertThat(nodes.express().session(cookie()).id()).isEqualTo(id);
            }
        }

        private void login() {
            String before = id;
            if (random.nextBoolean()) {
                trace.add("login in Express");
                expected.clear();
                expected.put("user", "ann");
                id = nodes.express().post("/login", expected, cookie()).id();
            } else {
                trace.add("login in Java");
                Session session = found();
                session.setAttribute("user", "ann");
                java.changeId(session);
                java.save(session);
                expected.put("user", "ann");
                id = session.id();
            }
            accessed = nodes.clock().instant();
            ended.add(before);
        }

        private void logout() {
            ended.add(id);
            if (random.nextBoolean()) {
                trace.add("logout in Express");
                nodes.express().post("/logout", Map.of(), cookie());
            } else {
                trace.add("logout in Java");
                assertThat(java.delete(Objects.requireNonNull(id))).isTrue();
            }
            id = null;
        }

        private void pass() {
            long millis = random.nextInt(4) == 0
                    ? Nodes.MAX_AGE - 2_000 + random.nextInt(15_000)
                    : random.nextInt(Nodes.MAX_AGE / 2);
            trace.add(millis + " ms pass");
            nodes.advance(Duration.ofMillis(millis));
        }

        private void check() {
            for (String each : ended) {
                assertThat(java.isAlive(each)).as("ended, in Java").isFalse();
                assertThat(nodes.express().get(each)).as("ended, in Express").isNull();
            }
            if (id == null) {
                return;
            }
            Map<String, Object> express = nodes.express().get(id);
            assertThat(java.isAlive(id)).as("alive in Java as in Express").isEqualTo(express != null);
            Duration idle = Duration.between(accessed, nodes.clock().instant());
            if (express == null) {
                // The store rounds down, and Express does not count an access within touchAfter.
                assertThat(idle).isGreaterThan(Nodes.INTERVAL.minusSeconds(12));
                ended.add(id);
                id = null;
                return;
            }
            assertThat(Reply.withoutOwn(express)).as("in Express").isEqualTo(expected);
            assertThat(attributes()).as("in Java").isEqualTo(expected);
        }

        /** By the port, since a find may touch. */
        private Map<String, Object> attributes() {
            Map<String, Object> attributes = new HashMap<>();
            Session session = found();
            session.attributeNames()
                    .forEach(
                            name -> attributes.put(name, session.attribute(name).orElseThrow()));
            return attributes;
        }

        private String name() {
            return "field" + random.nextInt(4);
        }

        private Object value() {
            return switch (random.nextInt(7)) {
                case 0 -> "text é😀\"" + random.nextInt();
                case 1 -> random.nextInt();
                case 2 -> random.nextInt() * 1_000_003L;
                case 3 -> random.nextInt(1_000) + 0.1;
                case 4 -> random.nextBoolean();
                case 5 -> Arrays.asList("a", null, random.nextInt());
                default -> Map.of("a", Map.of("b", List.of(random.nextInt(9), Map.of())));
            };
        }
    }
}
