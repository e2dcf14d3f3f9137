package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.ExpressOptions;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Options of the Node stores that are not their defaults. */
class OptionsTest {

    private final String id = UUID.randomUUID().toString();

    @Test
    void aPrefixAHashKeyAndSpecialKeysAreThoseOfConnectDynamodb() {
        Map<String, Object> options = Map.of(
                "store",
                Map.of(
                        "prefix",
                        "my-app-",
                        "hashKey",
                        "sid",
                        "skipThrowMissingSpecialKeys",
                        true,
                        "specialKeys",
                        List.of(Map.of("name", "user", "type", "S"), Map.of("name", "views", "type", "N"))));
        ExpressOptions express = ExpressOptions.builder()
                .specialKey("user", "S")
                .specialKey("views", "N")
                .skipThrowMissingSpecialKeys(true)
                .build();
        try (Nodes nodes = new Nodes(NodeStore.CONNECT_DYNAMODB, "express5", options, builder -> builder.layout(
                        LayoutChoice.connectDynamodb(express))
                .keyPrefix("my-app-")
                .keyAttribute("sid"))) {
            SessionStore java = nodes.java();
            nodes.express().set(id, Map.of("user", "ann", "views", 1));
            Map<?, ?> before = nodes.item("sid", "my-app-" + id);
            assertThat(before.get("user")).isEqualTo(Map.of("S", "ann"));

            Session session = java.find(id).orElseThrow();
            session.removeAttribute("user");
            session.setAttribute("views", 2);
            assertThat(java.save(session)).isEqualTo(SaveResult.CHANGED);

            Map<?, ?> after = nodes.item("sid", "my-app-" + id);
            assertThat(after.containsKey("user")).isFalse();
            assertThat(after.get("views")).isEqualTo(Map.of("N", "2"));
            assertThat(after.get("type")).isEqualTo(before.get("type"));
            assertThat(Reply.withoutOwn(nodes.express().get(id))).isEqualTo(Map.of("views", 2));
        }
    }

    @Test
    void aCookieThatLivesAsLongAsTheBrowserHasTheTtlOfTheStore() {
        Duration ttl = Duration.ofSeconds(100);
        Map<String, Object> options =
                Map.of("cookie", Map.of(), "store", Map.of("touchAfter", 0, "ttl", ttl.toMillis()));
        ExpressOptions express =
                ExpressOptions.builder().ttl(ttl).touchAfter(Duration.ZERO).build();
        try (Nodes nodes = new Nodes(
                NodeStore.CONNECT_DYNAMODB_SESSION,
                "express4",
                options,
                builder -> builder.layout(LayoutChoice.connectDynamodbSession(express)))) {
            SessionStore java = nodes.java();
            nodes.express().set(id, Map.of("a", 1));
            String cookie = "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"},";
            assertThat(nodes.content(id)).isEqualTo(cookie + "\"a\":1}");

            for (int i = 0; i < 3; i++) {
                nodes.advance(ttl.minusMillis(1));
                Session session = java.find(id).orElseThrow();
                assertThat(session.maxInactiveInterval()).isEqualTo(ttl);
                session.setAttribute("a", i);
                java.save(session);
                assertThat(nodes.content(id)).isEqualTo(cookie + "\"a\":" + i + "}");
                nodes.advance(ttl.minusMillis(1));
                nodes.express().touch(id);
            }
            nodes.advance(ttl);
            assertThat(nodes.express().get(id)).isNotNull();
            assertThat(java.isAlive(id)).isTrue();
            nodes.advance(Duration.ofMillis(1));
            assertThat(nodes.express().get(id)).isNull();
            assertThat(java.isAlive(id)).isFalse();
        }
    }
}
