package io.github.dynamodbsession.conformance.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The session stores that npm has for Express and DynamoDB find here what they are used to. */
class NodeStoresTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final BigDecimal HALF_AN_HOUR = BigDecimal.valueOf(30 * 60);

    private DynamoDbEmulator emulator;
    private SessionTable table;

    @BeforeEach
    void start() {
        emulator = DynamoDbEmulator.start();
        table = new SessionTable(emulator.endpoint());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void connectDynamodbSessionLivesHere() throws Exception {
        try (StoreLife life = StoreLife.of("connect-dynamodb-session", emulator.endpoint())) {
            assertThat(life.step("create").toString()).isEqualTo("[\"SessionStore connected to sessions\"]");
            assertTableIsThere();

            assertThat(life.step("set").isNull()).isTrue();
            JsonNode set = table.item("ada");
            assertThat(set.propertyNames()).containsExactlyInAnyOrder("id", "expires", "content");
            assertThat(set.at("/id/S").asString()).isEqualTo("ada");
            JsonNode content = json(set.at("/content/S"));
            assertThat(content.propertyNames()).containsExactly("cookie", "user", "views", "lastModified");
            assertThat(milliseconds(set)).isEqualTo(expires(content).toEpochMilli());

            assertThat(life.step("get")).isEqualTo(content);
            assertThat(life.step("get missing").isNull()).isTrue();

            assertThat(life.step("touch too early").isNull()).isTrue();
            assertThat(table.item("ada")).isEqualTo(set);

            assertThat(life.step("touch").isNull()).isTrue();
            JsonNode touched = table.item("ada");
            JsonNode touchedContent = json(touched.at("/content/S"));
            assertThat(milliseconds(touched))
                    .isEqualTo(expires(touchedContent).toEpochMilli())
                    .isBetween(milliseconds(set) + HOUR / 2, milliseconds(set) + HOUR);
            assertThat(touchedContent.path("lastModified").asLong())
                    .isGreaterThanOrEqualTo(content.path("lastModified").asLong());
            assertThat(touchedContent.path("user")).isEqualTo(content.path("user"));

            assertThat(life.step("touch at any time").isNull()).isTrue();
            JsonNode prolonged = table.item("ada");
            assertThat(milliseconds(prolonged)).isGreaterThan(milliseconds(touched) + HOUR / 2);
            assertThat(without("expires", prolonged)).isEqualTo(without("expires", touched));

            assertThat(life.step("destroy").isNull()).isTrue();
            assertThat(table.ids()).isEmpty();

            assertThat(life.step("touch destroyed").isNull()).isTrue();
            assertThat(table.item("ada").propertyNames()).containsExactlyInAnyOrder("id", "expires");
            assertThat(life.step("get destroyed").isNull()).isTrue();

            assertThat(life.step("set alive").isNull()).isTrue();
            assertThat(life.step("set expired").isNull()).isTrue();
            assertThat(life.step("get expired").isNull()).isTrue();
            assertThat(life.step("reap")).hasSize(2).allSatisfy(message -> assertThat(message.asString())
                    .startsWith("SessionStore scanned 3 rows and removed 1 expired sessions"));
            // It says so every time, for it deletes none.
            assertThat(table.ids()).containsExactlyInAnyOrder("ada", "grace", "old");
            assertThat(life.ends()).isTrue();
        }
    }

    @Test
    void connectDynamodbLivesHere() throws Exception {
        try (StoreLife life = StoreLife.of("connect-dynamodb", emulator.endpoint())) {
            assertThat(life.step("create").asBoolean()).isTrue();
            assertTableIsThere();

            assertThat(life.step("set").isNull()).isTrue();
            JsonNode set = table.item("sess:ada");
            assertThat(set.propertyNames()).containsExactlyInAnyOrder("id", "expires", "type", "sess", "user", "views");
            assertThat(set.at("/type/S").asString()).isEqualTo("connect-session");
            assertThat(set.at("/user/S").asString()).isEqualTo("ada");
            assertThat(set.at("/views/N").asString()).isEqualTo("1");
            JsonNode sess = json(set.at("/sess/S"));
            assertThat(sess.propertyNames()).containsExactly("cookie", "user", "views");
            BigDecimal cookieExpires = BigDecimal.valueOf(expires(sess).toEpochMilli(), 3);
            assertThat(seconds(set))
                    .isGreaterThan(cookieExpires.subtract(BigDecimal.ONE))
                    .isLessThanOrEqualTo(cookieExpires);

            assertThat(life.step("get")).isEqualTo(sess);
            assertThat(life.step("get missing").isNull()).isTrue();

            JsonNode touch = life.step("touch");
            JsonNode touched = table.item("sess:ada");
            assertThat(touch.path("expires")).isEqualTo(touched.at("/expires/N"));
            assertThat(seconds(touched)).isGreaterThan(seconds(set).add(HALF_AN_HOUR));
            assertThat(without("expires", touched)).isEqualTo(without("expires", set));

            assertThat(life.step("destroy").isNull()).isTrue();
            assertThat(table.ids()).isEmpty();

            JsonNode touchOfNone = life.step("touch destroyed");
            JsonNode ghost = table.item("sess:ada");
            assertThat(ghost.propertyNames()).containsExactlyInAnyOrder("id", "expires");
            assertThat(touchOfNone.path("expires")).isEqualTo(ghost.at("/expires/N"));
            assertThat(life.step("get destroyed").isNull()).isTrue();

            assertThat(life.step("set alive").isNull()).isTrue();
            assertThat(life.step("set expired").isNull()).isTrue();
            assertThat(table.ids()).containsExactlyInAnyOrder("sess:ada", "sess:grace", "sess:old");
            assertThat(life.step("get expired").isNull()).isTrue();
            assertThat(life.step("reap").isNull()).isTrue();
            assertThat(table.ids()).containsExactlyInAnyOrder("sess:ada", "sess:grace");
            assertThat(life.ends()).isTrue();
        }
    }

    private void assertTableIsThere() {
        JsonNode description = table.description();
        assertThat(description.path("TableStatus").asString()).isEqualTo("ACTIVE");
        assertThat(description.path("KeySchema").toString())
                .isEqualTo("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
        assertThat(description.at("/ProvisionedThroughput/ReadCapacityUnits").asInt())
                .isEqualTo(5);
    }

    private static JsonNode json(JsonNode text) {
        return JSON.readTree(text.asString());
    }

    private static Instant expires(JsonNode session) {
        return Instant.parse(session.at("/cookie/expires").asString());
    }

    /** Whole milliseconds: anything else is no long. */
    private static long milliseconds(JsonNode item) {
        return Long.parseLong(item.at("/expires/N").asString());
    }

    private static BigDecimal seconds(JsonNode item) {
        return new BigDecimal(item.at("/expires/N").asString());
    }

    private static JsonNode without(String name, JsonNode item) {
        ObjectNode rest = item.asObject().deepCopy();
        rest.remove(name);
        return rest;
    }
}
