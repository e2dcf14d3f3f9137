package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.ExpressOptions;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.dynamo.call.CallListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The layouts of the session stores for Express, by way of an SDK. */
abstract class ExpressTests extends AdapterTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<CallListener.Made> made = new CopyOnWriteArrayList<>();

    ExpressTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    private StorageClient client(LayoutChoice layout) {
        StorageClient client =
                creating(engine()).layout(layout).callListener(made::add).build();
        client.init();
        made.clear();
        return client;
    }

    private List<String> operations() {
        List<String> operations =
                made.stream().map(CallListener.Made::operation).toList();
        made.clear();
        return operations;
    }

    /** As an Express node writes it. */
    private void put(String item) {
        ask("PutItem", "{\"TableName\":\"" + table + "\",\"Item\":{" + item + "}}");
    }

    private JsonObject item(String key) {
        return ask("GetItem", "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":{\"S\":\"" + key + "\"}}}")
                .getAsJsonObject("Item");
    }

    @Test
    void aSessionOfConnectDynamodbSessionLivesAndEnds() {
        try (StorageClient client = client(LayoutChoice.connectDynamodbSession())) {
            long expires = clock.instant().plus(MINUTE).toEpochMilli();
            put("\"id\":{\"S\":\"abc\"},\"expires\":{\"N\":\"" + expires + "\"},\"content\":{\"S\":\"{\\\"cookie\\\":"
                    + "{\\\"originalMaxAge\\\":60000,\\\"expires\\\":null},\\\"user\\\":\\\"ann\\\"}\"}");

            lives(client, "abc", "content");

            assertThat(item("abc").keySet()).containsExactlyInAnyOrder("id", "expires", "java");
        }
    }

    @Test
    void aSessionOfConnectDynamodbLivesAndEnds() {
        ExpressOptions options =
                ExpressOptions.builder().specialKey("user", "S").build();
        try (StorageClient client = client(LayoutChoice.connectDynamodb(options))) {
            String expires = clock.instant().plus(MINUTE).getEpochSecond() + ".25";
            put("\"id\":{\"S\":\"sess:abc\"},\"expires\":{\"N\":\"" + expires + "\"},\"user\":{\"S\":\"ann\"},"
                    + "\"flag\":{\"BOOL\":true},\"type\":{\"S\":\"connect-session\"},\"sess\":{\"S\":\"{\\\"cookie\\\":"
                    + "{\\\"originalMaxAge\\\":60000,\\\"expires\\\":null},\\\"user\\\":\\\"ann\\\"}\"}");

            lives(client, "sess:abc", "sess");

            assertThat(item("sess:abc").keySet()).containsExactlyInAnyOrder("id", "expires", "java");
        }
    }

    /** Every type of DynamoDB, there and back. */
    @Test
    void aSessionOfDynamodbStoreKeepsWhatJavaDoesNotChange() {
        try (StorageClient client = client(LayoutChoice.dynamodbStore())) {
            String kept = "{\"L\":[{\"N\":\"1\"},{\"NULL\":true},{\"BOOL\":false},{\"M\":{\"b\":{\"B\":\"AQI=\"}}}]}";
            String strings = "{\"SS\":[\"a\",\"b\"]}";
            long expires = clock.instant().plus(MINUTE).getEpochSecond();
            put("\"sessionId\":{\"S\":\"sess:abc\"},\"expires\":{\"N\":\"" + expires + "\"},\"sess\":{\"M\":{"
                    + "\"cookie\":{\"M\":{\"originalMaxAge\":{\"N\":\"60000\"}}},\"kept\":" + kept + ",\"ss\":"
                    + strings
                    + ",\"ns\":{\"NS\":[\"1\"]},\"bs\":{\"BS\":[\"AQI=\"]},\"user\":{\"S\":\"ann\"}}}");
            JsonObject before = sess();

            SessionRecord found = client.get("abc", clock.instant()).orElseThrow();
            assertThat(found.attributes()).isEqualTo(Map.of("user", EncodedValue.text("\"ann\"")));
            AttributeChanges changes =
                    new AttributeChanges(Map.of("cart", EncodedValue.text("[1,true,null]")), Set.of("user"));
            assertThat(client.put(new Change.Update("abc", changes, null, "000000001x"), clock.instant()))
                    .isEqualTo(PutResult.applied());

            JsonObject after = sess();
            assertThat(after.remove("cart")).hasToString("{\"L\":[{\"N\":\"1\"},{\"BOOL\":true},{\"NULL\":true}]}");
            assertThat(before.remove("user")).isNotNull();
            assertThat(after.remove("updated")).isNotNull();
            assertThat(after.remove("cookie")).isNotNull();
            before.remove("cookie");
            assertThat(after).isEqualTo(before);
        }
    }

    private JsonObject sess() {
        return ask("GetItem", "{\"TableName\":\"" + table + "\",\"Key\":{\"sessionId\":{\"S\":\"sess:abc\"}}}")
                .getAsJsonObject("Item")
                .getAsJsonObject("sess")
                .getAsJsonObject("M");
    }

    /** The items of these stores have no room for the age of an id. */
    @Test
    void idsAreNotRenewed() {
        for (LayoutChoice layout : List.of(LayoutChoice.connectDynamodbSession(), LayoutChoice.connectDynamodb())) {
            try (StorageClient client = client(layout)) {
                assertThatThrownBy(() -> SessionStore.builder(client)
                                .tokens(TokenKind.PLAIN)
                                .renewIdAfter(Duration.ofHours(1))
                                .init(false)
                                .build())
                        .isInstanceOf(SessionConfigurationException.class)
                        .hasMessageStartingWith("renewIdAfter cannot be used with this storage");
            }
        }
    }

    private void lives(StorageClient client, String key, String content) {
        SessionRecord found = client.get("abc", clock.instant()).orElseThrow();
        assertThat(found.attributes()).isEqualTo(Map.of("user", EncodedValue.text("\"ann\"")));
        assertThat(operations()).containsExactly("GetItem");

        AttributeChanges changes = new AttributeChanges(Map.of("cart", EncodedValue.text("[1]")), Set.of());
        assertThat(client.put(new Change.Update("abc", changes, null, "000000001x"), clock.instant()))
                .isEqualTo(PutResult.applied());
        assertThat(operations()).containsExactly("GetItem", "UpdateItem");
        assertThat(item(key).getAsJsonObject(content).get("S").getAsString())
                .startsWith("{\"cookie\":{\"originalMaxAge\":60000,\"expires\":null},\"user\":\"ann\"")
                .endsWith(",\"cart\":[1]}");

        TimesChange touch = new TimesChange(
                MINUTE, clock.instant(), MINUTE, clock.instant().plus(MINUTE).plusSeconds(6));
        assertThat(client.setExpires("abc", touch, clock.instant())).isTrue();
        assertThat(operations()).containsExactly("GetItem", "UpdateItem");

        SessionRecord read = client.get("abc", clock.instant()).orElseThrow();
        made.clear();
        Change rename = new Change.Rename("abc", read.writeToken(), read.withId("def"));
        assertThat(client.put(rename, clock.instant())).isEqualTo(PutResult.applied());
        assertThat(operations()).containsExactly("GetItem", "TransactWriteItems");
        assertThat(client.delete("abc", clock.instant()))
                .as("under its former id")
                .hasValueSatisfying(removed -> assertThat(removed.attributes()).containsOnlyKeys("user", "cart"));
        assertThat(operations()).containsExactly("PutItem", "PutItem");
        assertThat(client.get("def", clock.instant())).isEmpty();
    }
}
