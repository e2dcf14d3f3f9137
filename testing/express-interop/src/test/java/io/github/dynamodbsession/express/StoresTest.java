package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store of Express and the one of Java, operation by operation, on the same sessions. */
class StoresTest {

    private static Map<String, Object> everyType(NodeStore kind) {
        Map<String, Object> object = new LinkedHashMap<>();
        // In a map of DynamoDB no name is empty, and a number is what it is, not how it was written.
        boolean isJson = kind != NodeStore.DYNAMODB_STORE;
        object.put(isJson ? "" : "list", Arrays.asList(null, true, false, List.of(), Map.of()));
        object.put("nested", Map.of("a", List.of(Map.of("b", 1))));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "é😀\u2028\"\\/\u0001\n</script>");
        fields.put("empty", "");
        fields.put("whole", 7);
        fields.put("large", 9_007_199_254_740_991L);
        fields.put("negative", -1.25);
        fields.put("small", 1e-7);
        if (isJson) {
            fields.put("huge", 1e21);
        }
        fields.put("yes", true);
        fields.put("list", Arrays.asList(1, "two", null, List.of(3)));
        fields.put("object", object);
        fields.put("passport", Map.of("user", "ann"));
        fields.put("flash", Map.of("error", List.of("Wrong password")));
        fields.put("csrfSecret", "b64-ish_~.");
        fields.put("document", "x".repeat(200_000));
        return fields;
    }

    private static Map<String, Object> attributes(Session session) {
        Map<String, Object> attributes = new HashMap<>();
        session.attributeNames()
                .forEach(name -> attributes.put(name, session.attribute(name).orElseThrow()));
        return attributes;
    }

    private static Session found(SessionStore java, String id) {
        return java.find(id).orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DYNAMODB_STORE")
    void everyTypeOfJsonSurvivesBothWaysByteForByte(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            for (AttributeCodec codec : List.of(Json.JACKSON, Json.GSON)) {
                SessionStore java = nodes.java(nodes.storage(call -> {}), codec).build();
                String id = UUID.randomUUID().toString();
                nodes.express().set(id, everyType(kind));
                String before = nodes.content(id);

                Session session = found(java, id);
                assertThat(attributes(session)).isEqualTo(everyType(kind));
                assertThat(java.save(session)).isIn(SaveResult.TOUCHED, SaveResult.UNCHANGED);
                assertThat(nodes.content(id)).isEqualTo(before);

                session = found(java, id);
                session.setAttribute("whole", 8);
                session.setAttribute("java", Map.of("precise", new BigDecimal("0.12345678901234567890")));
                assertThat(java.save(session)).isEqualTo(SaveResult.CHANGED);
                String after = nodes.content(id);
                assertThat(after)
                        .isEqualTo(before.replace("\"whole\":7", "\"whole\":8").substring(0, before.length() - 1)
                                + ",\"java\":{\"precise\":0.12345678901234567890}}");

                Map<String, Object> expected = everyType(kind);
                expected.put("whole", 8);
                expected.put("java", Map.of("precise", 0.12345678901234568));
                assertThat(Reply.withoutOwn(nodes.express().get(id))).isEqualTo(expected);
            }
        }
    }

    /** Too deep for the codecs, and too large for DynamoDB after a change. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DYNAMODB_STORE")
    void whatJavaCannotHandleStaysAsItIs(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            SessionStore java = nodes.java();
            String deep = "[".repeat(1_000) + "]".repeat(1_000);
            String id = UUID.randomUUID().toString();
            nodes.express().setJson(id, "{\"deep\":" + deep + ",\"large\":\"" + "x".repeat(300_000) + "\"}");

            Session session = found(java, id);
            assertThat(session.attribute("deep")).isEmpty();
            session.setAttribute("user", "ann");
            assertThat(java.save(session)).isEqualTo(SaveResult.CHANGED);
            String before = nodes.content(id);
            assertThat(before).contains("\"deep\":" + deep).contains("\"user\":\"ann\"");

            session.setAttribute("more", "y".repeat(110_000));
            assertThatExceptionOfType(SessionTooLargeException.class)
                    .isThrownBy(() -> java.save(session))
                    .withMessageContainingAll("large", "more");
            assertThat(nodes.content(id)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatBeginsInJavaIsASessionOfExpress(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            SessionStore java = nodes.java();
            Session session = java.create();
            everyType(kind).forEach(session::setAttribute);
            session.setAttribute("integer", new BigInteger("12345678901234567890"));
            java.save(session);

            Map<String, Object> express = nodes.express().get(session.id());

            Map<String, Object> expected = everyType(kind);
            expected.put("integer", 1.2345678901234567e19); // which is all that JavaScript has of it
            Map<String, Object> fields = Reply.withoutOwn(express);
            assertThat(new BigDecimal(fields.remove("integer").toString()).doubleValue())
                    .isEqualTo(expected.remove("integer"));
            assertThat(fields).isEqualTo(expected);
            Map<?, ?> cookie = (Map<?, ?>) express.get("cookie");
            assertThat(cookie.get("originalMaxAge")).isEqualTo(Nodes.MAX_AGE);
            assertThat(cookie.get("expires"))
                    .isEqualTo(nodes.clock().instant().plus(Nodes.INTERVAL).toString());
            nodes.express().touch(session.id());
            assertThat(attributes(found(java, session.id())).keySet())
                    .hasSize(everyType(kind).size() + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAsynchronousStoreSharesThemAsWell(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            AsyncSessionStore java = nodes.async();
            String id = UUID.randomUUID().toString();
            nodes.express().set(id, everyType(kind));

            Session session = java.find(id).toCompletableFuture().join().orElseThrow();
            assertThat(attributes(session)).isEqualTo(everyType(kind));
            session.setAttribute("java", true);
            assertThat(java.save(session).toCompletableFuture().join()).isEqualTo(SaveResult.CHANGED);

            Map<String, Object> expected = everyType(kind);
            expected.put("java", true);
            assertThat(Reply.withoutOwn(nodes.express().get(id))).isEqualTo(expected);
            assertThat(java.delete(id).toCompletableFuture().join()).isTrue();
            assertThat(nodes.express().get(id)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOneSideEndsHasEndedOnTheOther(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            SessionStore java = nodes.java();
            String here = UUID.randomUUID().toString();
            String there = UUID.randomUUID().toString();
            nodes.express().set(here, Map.of("a", 1));
            nodes.express().set(there, Map.of("a", 1));
            Session late = found(java, there);

            assertThat(java.delete(here)).isTrue();
            nodes.express().destroy(there);

            assertThat(nodes.express().get(here)).isNull();
            assertThat(java.find(there)).isEmpty();
            late.setAttribute("a", 2);
            assertThat(java.save(late)).isEqualTo(SaveResult.ENDED);
            assertThat(nodes.express().get(there)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdChangeInJavaLeavesExpressOneSession(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            SessionStore java = nodes.java();
            String id = UUID.randomUUID().toString();
            nodes.express().set(id, everyType(kind));
            Session session = found(java, id);

            java.changeId(session);
            assertThat(java.save(session)).isEqualTo(SaveResult.RENAMED);

            assertThat(nodes.express().get(id)).isNull();
            assertThat(Reply.withoutOwn(nodes.express().get(session.id()))).isEqualTo(everyType(kind));
        }
    }

    /** To the millisecond, for sessions that either side wrote or touched last. */
    @ParameterizedTest
    @EnumSource
    void bothSidesSayAtEachTimeWhetherASessionIsAlive(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind)) {
            SessionStore java = nodes.java();
            List<Long> steps = List.of(0L, 1L, 375L, 376L, 377L, 1L, 499L, 1L, 1_000L, 1L, 1L, 1_000L);
            for (String last : List.of("express", "java", "express touch", "java touch", "express after java")) {
                String id = UUID.randomUUID().toString();
                if (last.equals("java")) {
                    Session session = java.create();
                    java.save(session);
                    id = session.id();
                } else {
                    nodes.express().set(id, Map.of("a", 1));
                }
                nodes.advance(Duration.ofMillis(20_777));
                switch (last) {
                    case "express touch" -> nodes.express().touch(id);
                    case "java touch" -> java.save(found(java, id));
                    case "express after java" -> {
                        java.save(found(java, id));
                        nodes.advance(Duration.ofMillis(20_001));
                        nodes.express().touch(id);
                    }
                    default -> nodes.advance(Duration.ofMillis(1));
                }
                boolean touched = last.contains(" ");
                nodes.advance(Nodes.INTERVAL.minusMillis(touched ? 1_300 : 22_078));
                assertThat(java.isAlive(id)).as(last).isTrue();
                int alive = 0;
                for (long step : steps) {
                    nodes.advance(Duration.ofMillis(step));
                    boolean isAlive = java.isAlive(id);
                    assertThat(nodes.express().get(id) != null).as(last).isEqualTo(isAlive);
                    alive += isAlive ? 1 : 0;
                }
                assertThat(alive).as(last).isBetween(2, steps.size() - 1);
            }
        }
    }
}
