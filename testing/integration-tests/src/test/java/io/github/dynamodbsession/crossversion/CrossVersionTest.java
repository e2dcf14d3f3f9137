package io.github.dynamodbsession.crossversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node on SDK v1 and one on SDK v2 serve one session, alternately and concurrently; each test with either as the
 * first.
 */
@ParameterizedClass
@EnumSource
class CrossVersionTest {

    private static final int WRITERS = 8;

    private final TestTable ownTable = new TestTable(DynamoDbEndpoint.shared());
    private final String table = ownTable.name();
    private final SettableClock clock = SettableClock.startingNow();
    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    private final StorageClient oneStorage;
    private final StorageClient otherStorage;

    /** The calls of this node can be delayed. */
    private SessionStore one;

    private SessionStore other;

    CrossVersionTest(SdkVersion first) {
        SdkVersion second = first == SdkVersion.V1 ? SdkVersion.V2 : SdkVersion.V1;
        oneStorage = first.newBuilder()
                .tableName(table)
                .endpoint(proxy.endpoint().toString())
                .build();
        otherStorage = second.newBuilder().tableName(table).build();
    }

    @BeforeEach
    void start() {
        one = node(oneStorage);
        other = node(otherStorage);
    }

    private SessionStore node(StorageClient storage) {
        return SessionStore.builder(storage)
                .clock(clock)
                .ttl(Duration.ofHours(1))
                .cleanupInterval(Duration.ZERO)
                .build();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        proxy.close();
        ownTable.delete();
    }

    private String stored(SessionStore node) {
        Session session = node.create();
        session.setAttribute("begun", "by one");
        node.save(session);
        return session.id();
    }

    private static Session found(SessionStore node, String id) {
        return node.find(id).orElseThrow();
    }

    @Test
    void byTurnsEachGoesOnWithWhatTheOtherLeft() {
        Session session = one.create();
        session.setAttribute("", "");
        session.setAttribute("number", 1);
        session.setAttribute("bytes", new byte[100_000]);
        session.setAttribute("list", new ArrayList<>(List.of("x", "")));
        one.save(session);

        Session changed = found(other, session.id());
        assertThat(changed.attribute("")).contains("");
        assertThat(changed.attribute("bytes", byte[].class)).hasValue(new byte[100_000]);
        changed.setAttribute("number", 2);
        changed.removeAttribute("bytes");
        assertThat(other.save(changed)).isEqualTo(SaveResult.CHANGED);

        clock.advance(Duration.ofMinutes(1));
        Session touched = found(one, session.id());
        assertThat(one.save(touched)).isEqualTo(SaveResult.TOUCHED);

        Session renamed = found(other, session.id());
        assertThat(renamed.attributeNames()).containsExactly("", "list", "number");
        assertThat(renamed.lastAccessedAt()).isEqualTo(touched.lastAccessedAt());
        String newId = other.changeId(renamed);
        assertThat(other.save(renamed)).isEqualTo(SaveResult.RENAMED);

        assertThat(one.find(session.id())).isEmpty();
        assertThat(found(one, newId).attribute("number")).contains(2);
        assertThat(one.delete(newId)).isTrue();
        assertThat(other.find(newId)).isEmpty();
    }

    @Test
    void whatBothWriteAtOnceSurvives() throws Exception {
        String id = stored(one);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<CompletableFuture<Void>> saves = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> {
                                SessionStore node = writer % 2 == 0 ? one : other;
                                for (int round = 0; round < 5; round++) {
                                    Session session = found(node, id);
                                    session.setAttribute("writer-" + writer + "-" + round, round);
                                    assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
                                }
                            },
                            writers))
                    .toList();
            for (CompletableFuture<Void> save : saves) {
                save.get(60, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(found(one, id).attributeNames()).hasSize(1 + 5 * WRITERS);
        assertThat(found(other, id).attributeNames()).hasSize(1 + 5 * WRITERS);
    }

    @Test
    void anIdChangeByOneCarriesWhatTheOtherWroteMeanwhile() {
        String id = stored(one);
        proxy.forget(); // the calls of the start, which checks for transactions
        proxy.beforeForward("TransactWriteItems", 1, call -> {
            Session meanwhile = found(other, id);
            meanwhile.setAttribute("meanwhile", "kept");
            other.save(meanwhile);
        });

        Session session = found(one, id);
        String newId = one.changeId(session);
        assertThat(one.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(proxy.count("TransactWriteItems")).isEqualTo(2);
        assertThat(found(other, newId).attribute("meanwhile")).contains("kept");
        assertThat(other.find(id)).isEmpty();
    }

    @Test
    void aWriterThatComesTooLateForAnIdChangeTurnsNothingBack() {
        String id = stored(one);
        String[] newId = new String[1];
        proxy.beforeForward("UpdateItem", 1, call -> {
            Session renamed = found(other, id);
            newId[0] = other.changeId(renamed);
            assertThat(other.save(renamed)).isEqualTo(SaveResult.RENAMED);
        });

        Session late = found(one, id);
        late.setAttribute("late", 1);

        assertThat(one.save(late)).isEqualTo(SaveResult.ENDED);
        assertThat(one.find(id)).isEmpty();
        assertThat(found(one, newId[0]).attributeNames()).containsExactly("begun");
    }

    @Test
    void whatTheOtherDeletesWhileOneWritesStaysDeleted() {
        String id = stored(one);
        proxy.beforeForward(
                "UpdateItem", 1, call -> assertThat(other.delete(id)).isTrue());

        Session late = found(one, id);
        late.setAttribute("late", 1);

        assertThat(one.save(late)).isEqualTo(SaveResult.ENDED);
        assertThat(one.find(id)).isEmpty();
        assertThat(rawItem(id).toString()).contains("endedAt").doesNotContain("attributes", "late");
    }

    @Test
    void oneReapsWhatTheOtherStored() {
        stored(other);
        stored(one);
        clock.advance(Duration.ofHours(2));
        String alive = stored(other);

        assertThat(one.reap().removed()).isEqualTo(2);
        assertThat(other.reap().removed()).isZero();
        assertThat(one.find(alive)).isPresent();
    }

    @Test
    void theItemsOfBothAreTheSame() {
        String ofOne = put(oneStorage);
        String ofOther = put(otherStorage);

        assertThat(rawItem(ofOne)).isEqualTo(rawItem(ofOther));
        assertThat(rawItem(ofOne).keySet()).contains("attributes", "expires", "writeToken");
    }

    private String put(StorageClient storage) {
        String id = UUID.randomUUID().toString();
        SessionTimes times = new SessionTimes(
                clock.instant(),
                clock.instant(),
                Duration.ofMinutes(30),
                clock.instant().plusSeconds(1800));
        Map<String, EncodedValue> attributes = Map.of(
                "",
                EncodedValue.text(""),
                "text",
                EncodedValue.text("\"ünïcode 😀\""),
                "binary",
                EncodedValue.binary(new byte[] {0, -1, 127}),
                "none",
                EncodedValue.binary(new byte[0]));
        storage.put(new Change.Create(new SessionRecord(id, times, attributes, "token")), clock.instant());
        return id;
    }

    /** The item without its key, as read from the engine; empty if there is none. */
    private JsonObject rawItem(String id) {
        String answer = new PlainCaller(DynamoDbEndpoint.shared())
                .call(
                        "GetItem",
                        "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true,\"Key\":{\"id\":{\"S\":\"session:"
                                + id + "\"}}}")
                .body();
        JsonObject item = JsonParser.parseString(answer).getAsJsonObject().getAsJsonObject("Item");
        if (item == null) {
            return new JsonObject();
        }
        item.remove("id");
        return item;
    }
}
