package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.dynamo.ExpressOptions;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is different in dynamodb-store: a session is a map of DynamoDB. */
class DynamodbStoreTest {

    private final String id = UUID.randomUUID().toString();

    private static Session found(SessionStore java, String id) {
        return java.find(id).orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    private Map<String, Object> fields(Nodes nodes) {
        Map<String, Object> fields = new HashMap<>();
        ((Map<?, ?>) ((Map<?, ?>) nodes.item(id).get("sess")).get("M"))
                .forEach((name, value) -> fields.put((String) name, value));
        fields.remove("updated");
        return fields;
    }

    @Test
    void aChangeLeavesEveryOtherFieldAsItWas() {
        try (Nodes nodes = new Nodes(NodeStore.DYNAMODB_STORE)) {
            SessionStore java = nodes.java();
            nodes.express()
                    .setJson(
                            id,
                            "{\"whole\":7,\"text\":\"é😀\",\"none\":null,\"list\":[1,null,{\"a\":{}}],\"large\":\"%s\"}"
                                    .formatted("x".repeat(200_000)));
            Map<String, Object> before = fields(nodes);
            assertThat(before).containsEntry("none", Map.of("NULL", true));
            assertThat(before.get("cookie").toString())
                    .as("such as Express writes it")
                    .contains("_expires={M={}}");

            Session session = found(java, id);
            assertThat(session.attributeNames()).containsExactlyInAnyOrder("whole", "text", "list", "large");
            session.setAttribute("whole", 8);
            session.setAttribute("java", Map.of("precise", new BigDecimal("0.12345678901234567890")));
            session.removeAttribute("text");
            assertThat(java.save(session)).isEqualTo(SaveResult.CHANGED);

            Map<String, Object> after = fields(nodes);
            assertThat(after.get("java").toString()).contains("0.1234567890123456789");
            before.remove("text");
            before.put("whole", Map.of("N", "8"));
            before.put("java", after.get("java"));
            before.put("cookie", after.get("cookie"));
            assertThat(after).isEqualTo(before);
            Map<?, ?> cookie = (Map<?, ?>) nodes.express().get(id).get("cookie");
            assertThat(cookie.get("expires"))
                    .isEqualTo(nodes.clock().instant().plus(Nodes.INTERVAL).toString());
            assertThat(cookie.get("originalMaxAge")).isEqualTo(Nodes.MAX_AGE);
        }
    }

    @Test
    void whatDynamoDbCannotStoreIsRefusedByName() {
        try (Nodes nodes = new Nodes(NodeStore.DYNAMODB_STORE)) {
            SessionStore java = nodes.java();
            nodes.express().set(id, Map.of("a", 1));
            Map<?, ?> before = nodes.item(id);
            Object deep = List.of();
            for (int i = 0; i < 30; i++) {
                deep = List.of(deep);
            }
            for (Object wrong :
                    List.of(deep, new BigDecimal("1e126"), new BigDecimal("1e-131"), Map.of("", 1), "\ud800")) {
                Session session = found(java, id);
                assertThatExceptionOfType(SessionCodecException.class)
                        .isThrownBy(() -> {
                            session.setAttribute("wrong", wrong);
                            java.save(session);
                        })
                        .withMessageContaining("'wrong'");
            }
            Session session = found(java, id);
            session.setAttribute("large", "x".repeat(410_000));
            assertThatExceptionOfType(SessionTooLargeException.class).isThrownBy(() -> java.save(session));
            assertThat(nodes.item(id)).isEqualTo(before);
        }
    }

    @Test
    void itsOptionsAreThoseOfTheLayout() {
        Duration ttl = Duration.ofSeconds(100);
        Map<String, Object> options = Map.of(
                "store",
                Map.of(
                        "ttl",
                        ttl.toMillis(),
                        "touchInterval",
                        0,
                        "table",
                        Map.of("hashKey", "key", "hashPrefix", "my-")));
        ExpressOptions express = ExpressOptions.builder().ttl(ttl).build();
        try (Nodes nodes = new Nodes(NodeStore.DYNAMODB_STORE, "express5", options, builder -> builder.layout(
                        LayoutChoice.dynamodbStore(express))
                .keyAttribute("key")
                .keyPrefix("my-"))) {
            SessionStore java = nodes.java();
            nodes.express().set(id, Map.of("a", 1));
            for (int i = 0; i < 3; i++) {
                nodes.advance(ttl.minusSeconds(1));
                Session session = found(java, id);
                assertThat(session.maxInactiveInterval()).as("not maxAge").isEqualTo(ttl);
                java.save(session);
                Map<?, ?> cookie = (Map<?, ?>) nodes.express().get(id).get("cookie");
                assertThat(cookie.get("originalMaxAge")).isEqualTo(Nodes.MAX_AGE);
                assertThat(cookie.get("expires"))
                        .isEqualTo(nodes.clock().instant().plus(Nodes.INTERVAL).toString());
                nodes.advance(ttl.minusSeconds(1));
                nodes.express().touch(id);
            }
            assertThat(java.isAlive(id)).isTrue();
            nodes.advance(ttl);
            assertThat(nodes.express().get(id)).isNull();
            assertThat(java.isAlive(id)).isFalse();
        }
    }
}
