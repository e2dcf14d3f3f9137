package io.github.dynamodbsession.crossversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecSwitch;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TableStream;
import io.github.dynamodbsession.emulator.TestTable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a copy of the table shows of encrypted sessions, large ones included: written by one SDK, read by the other. */
@ParameterizedClass
@EnumSource
class EncryptedTableTest {

    private static final String SECRET = "s3cret-value";
    private static final AttributeCodec JSON = JacksonCodec.create();

    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private final List<SessionCodecException> reported = new ArrayList<>();
    private final List<SessionStore> nodes = new ArrayList<>();
    private final AttributeCodec encrypting =
            EncryptingCodec.builder(JSON).keyset(keys()).boundTo("shop").build();
    private final SdkVersion first;
    private final SdkVersion second;
    private final SessionStore one;
    private final SessionStore other;

    EncryptedTableTest(SdkVersion first) {
        this.first = first;
        this.second = first == SdkVersion.V1 ? SdkVersion.V2 : SdkVersion.V1;
        this.one = node(first, encrypting);
        this.other = node(second, encrypting);
    }

    private static KeysetHandle keys() {
        try {
            AeadConfig.register();
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private SessionStore node(SdkVersion sdk, AttributeCodec codec) {
        StorageClient storage = sdk.newBuilder().tableName(table.name()).build();
        SessionStore node = SessionStore.builder(storage)
                .codec(codec)
                .ttl(Duration.ofHours(1))
                .touchAfter(Duration.ofMinutes(5))
                .cleanupInterval(Duration.ZERO)
                .index(SessionIndex.ofAttribute("user").hashed("a secret of thirty-two characters"))
                .listener(new SessionListener() {
                    @Override
                    public void onAttributeUndecodable(SessionCodecException failure) {
                        reported.add(failure);
                    }

                    @Override
                    public boolean listensForExpiry() {
                        return false;
                    }
                })
                .build();
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(SessionStore::close);
        table.delete();
    }

    private static Session found(SessionStore node, String id) {
        return node.find(id).orElseThrow();
    }

    private String stored(SessionStore node) {
        Session session = node.create();
        session.setAttribute("user", SECRET + " user");
        session.setAttribute("small", new ArrayList<>(List.of(SECRET)));
        session.setAttribute("large", large());
        session.setAttribute("huge", SECRET.repeat(50_000));
        node.save(session);
        return session.id();
    }

    private static List<String> large() {
        List<String> large = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            large.add(SECRET + i);
        }
        return large;
    }

    private List<JsonObject> items() {
        String answer = new PlainCaller(DynamoDbEndpoint.shared())
                .call("Scan", "{\"TableName\":\"" + table.name() + "\",\"ConsistentRead\":true}")
                .body();
        List<JsonObject> items = new ArrayList<>();
        JsonParser.parseString(answer)
                .getAsJsonObject()
                .getAsJsonArray("Items")
                .forEach(item -> items.add(item.getAsJsonObject()));
        return items;
    }

    /** All texts, numbers and bytes, those of names included. */
    private static String shown(JsonElement element) {
        StringBuilder shown = new StringBuilder();
        if (element.isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry :
                    element.getAsJsonObject().entrySet()) {
                shown.append(entry.getKey()).append(' ');
                shown.append(
                        entry.getKey().equals("B") && entry.getValue().isJsonPrimitive()
                                ? new String(
                                        Base64.getDecoder()
                                                .decode(entry.getValue().getAsString()),
                                        StandardCharsets.ISO_8859_1)
                                : shown(entry.getValue()));
            }
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(each -> shown.append(shown(each)));
        } else {
            shown.append(element.getAsString());
        }
        return shown.append(' ').toString();
    }

    @Test
    void aCopyOfTheTableShowsNoValue() {
        String id = stored(one);

        assertThat(items()).hasSizeGreaterThan(2).allSatisfy(item -> assertThat(shown(item))
                .doesNotContain("s3cret"));
        assertThat(items().stream().filter(item -> item.has("origin"))).hasSize(1);
        Session session = found(other, id);
        assertThat(session.attribute("small")).contains(List.of(SECRET));
        assertThat(session.attribute("large")).contains(large());
        assertThat(session.attribute("huge")).contains(SECRET.repeat(50_000));
        assertThat(other.findByIndex("user", SECRET + " user").map(Session::id)).containsExactly(id);
        assertThat(reported).isEmpty();
    }

    /** A stream has every state of every item, also of those that are gone. */
    @Test
    void theStreamShowsNoValue() {
        DynamoDbEndpoint.skipOnTheService("streams at the endpoint of tables");
        TableStream stream = TableStream.of(DynamoDbEndpoint.shared(), table.name());
        String id = stored(one);
        changeAll(other, id, SECRET);
        Session session = found(one, id);
        String newId = one.changeId(session);
        one.save(session);
        one.delete(newId);

        List<JsonElement> records = new ArrayList<>();
        for (String page : stream.read()) {
            JsonParser.parseString(page)
                    .getAsJsonObject()
                    .getAsJsonArray("Records")
                    .forEach(records::add);
        }

        assertThat(records).hasSizeGreaterThan(8).allSatisfy(record -> assertThat(shown(record))
                .doesNotContain("s3cret"));
        assertThat(records.stream().map(JsonElement::toString)).anyMatch(record -> record.contains("OldImage"));
    }

    @Test
    void whatIsInChunksStaysReadableUnderANewIdAndIsWrittenOnlyIfItChanges() {
        String id = stored(one);
        Session session = found(other, id);
        String newId = other.changeId(session);
        assertThat(other.save(session)).isEqualTo(SaveResult.RENAMED);

        Session moved = found(one, newId);
        assertThat(moved.attribute("large")).contains(large());
        assertThat(moved.attribute("small")).contains(List.of(SECRET));
        assertThat(one.save(moved)).isEqualTo(SaveResult.UNCHANGED);
        @SuppressWarnings("unchecked")
        List<String> large = (List<String>) moved.attribute("large").orElseThrow();
        large.add("more");
        assertThat(one.save(moved)).isEqualTo(SaveResult.CHANGED);
        assertThat(found(other, newId).attribute("large")).contains(large);
        assertThat(reported).isEmpty();
    }

    /** By someone who can write to the table. */
    @Test
    void aWholeItemThatIsCopiedToAnotherIdShowsNothing() {
        String id = stored(one);
        JsonObject copy = items().stream()
                .filter(item -> item.has("origin"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        String copyId = one.create().id();
        JsonObject key = new JsonObject();
        key.addProperty("S", "session:" + copyId);
        copy.add("id", key);
        JsonObject put = new JsonObject();
        put.addProperty("TableName", table.name());
        put.add("Item", copy);
        new PlainCaller(DynamoDbEndpoint.shared()).call("PutItem", put.toString());

        Session session = found(other, copyId);
        for (String name : List.of("user", "small", "large", "huge")) {
            assertThat(session.attribute(name)).as(name).isEmpty();
        }
        assertThat(reported).hasSize(4);
        assertThat(found(other, id).attribute("small")).contains(List.of(SECRET));
    }

    @Test
    void livingSessionsAreMovedToEncryptionAndBack() {
        String id = stored(node(first, JSON));
        SessionStore reading = node(first, CodecSwitch.writing(JSON).reading(encrypting));
        SessionStore writing = node(second, CodecSwitch.writing(encrypting).reading(JSON));
        changeAll(writing, id, " encrypted");
        assertThat(found(one, id).attribute("huge")).contains(SECRET.repeat(50_000) + " encrypted");
        assertThat(found(reading, id).attribute("small")).contains(List.of(SECRET, " encrypted"));
        assertThat(items().stream().filter(item -> shown(item).contains("s3cret") && item.has("attributes")))
                .isEmpty();

        changeAll(reading, id, " back");
        SessionStore plain = node(second, JSON);
        assertThat(found(plain, id).attribute("huge")).contains(SECRET.repeat(50_000) + " encrypted back");
        assertThat(found(plain, id).attribute("small")).contains(List.of(SECRET, " encrypted", " back"));
        assertThat(reported).isEmpty();
    }

    private static void changeAll(SessionStore node, String id, String text) {
        Session session = found(node, id);
        for (String name : session.attributeNames()) {
            Object value = session.attribute(name).orElseThrow();
            if (value instanceof String string) {
                session.setAttribute(name, string + text);
            } else {
                @SuppressWarnings("unchecked")
                List<String> list = (List<String>) value;
                list.add(text);
            }
        }
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
    }
}
