package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.proxy.Call;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Indexes of DynamoDB: how they are created, what they cost, and when they cannot be queried. */
@Timeout(120)
abstract class IndexTests extends AdapterTests {

    private FaultProxy proxy;

    IndexTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private SessionStore.Builder storeOf(DynamoStorageBuilder<?> storage, String... indexes) {
        SessionStore.Builder store = storeOn(storage);
        for (String index : indexes) {
            store.index(SessionIndex.ofAttribute(index));
        }
        return store;
    }

    private static Session stored(SessionStore store, String user) {
        Session session = store.create();
        session.setAttribute("user", user);
        store.save(session);
        return session;
    }

    private List<String> sent() {
        return proxy.calls().stream().map(Call::operation).toList();
    }

    /** Name, key and projection of each existing index. */
    private SortedMap<String, String> indexes() {
        JsonArray indexes = describe("DescribeTable").getAsJsonObject("Table").getAsJsonArray("GlobalSecondaryIndexes");
        SortedMap<String, String> found = new TreeMap<>();
        for (JsonElement each : indexes == null ? new JsonArray() : indexes) {
            JsonObject index = each.getAsJsonObject();
            List<String> key = new ArrayList<>();
            index.getAsJsonArray("KeySchema")
                    .forEach(part ->
                            key.add(part.getAsJsonObject().get("AttributeName").getAsString()));
            found.put(
                    index.get("IndexName").getAsString(),
                    key + " "
                            + index.getAsJsonObject("Projection")
                                    .get("ProjectionType")
                                    .getAsString());
        }
        return found;
    }

    @Test
    void aNewTableHasKeysOnlyIndexes() {
        try (SessionStore store = storeOf(creating(engine()), "user", "mail").build()) {
            assertThat(store.findByIndex("user", "ann")).isEmpty();
        }

        assertThat(indexes()).containsOnlyKeys("index.mail", "index.user");
        assertThat(indexes().values()).containsExactly("[index.mail, id] KEYS_ONLY", "[index.user, id] KEYS_ONLY");
    }

    @Test
    void aNewTableWithCapacitiesHasThemForItsIndexesToo() {
        storeOf(creating(engine()).readCapacity(3).writeCapacity(4), "user")
                .build()
                .close();

        JsonObject index = describe("DescribeTable")
                .getAsJsonObject("Table")
                .getAsJsonArray("GlobalSecondaryIndexes")
                .get(0)
                .getAsJsonObject();
        assertThat(index.getAsJsonObject("ProvisionedThroughput")
                        .get("WriteCapacityUnits")
                        .getAsInt())
                .isEqualTo(4);
    }

    @Test
    void aSearchIsOneQueryAndOneReadForEachHit() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()), "user").build()) {
            stored(store, "ann");
            stored(store, "ann");
            stored(store, "bob");
            proxy.forget();

            assertThat(store.findByIndex("user", "ann")).hasSize(2);

            assertThat(sent()).containsExactlyInAnyOrder("Query", "GetItem", "GetItem");
            proxy.calls().stream()
                    .filter(call -> call.operation().equals("GetItem"))
                    .forEach(read -> assertThat(JsonParser.parseString(read.body())
                                    .getAsJsonObject()
                                    .get("ConsistentRead")
                                    .getAsBoolean())
                            .isTrue());
        }
    }

    @Test
    void hitsAreConfirmedConsistentlyAlsoWhereOtherReadsAreNot() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()).consistentRead(false), "user")
                .build()) {
            stored(store, "ann");
            proxy.forget();

            assertThat(store.findByIndex("user", "ann")).hasSize(1);

            assertThat(proxy.calls().get(1).body()).contains("\"ConsistentRead\":true");
        }
    }

    @Test
    void anIndexedValueCostsNoWriteOfItsOwnAndATouchLeavesItAlone() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()), "user").build()) {
            proxy.forget();
            String id = stored(store, "ann").id();
            Session session = store.find(id).orElseThrow();
            session.setAttribute("user", "bob");
            store.save(session);
            clock.advance(Duration.ofSeconds(30));
            assertThat(store.save(store.find(id).orElseThrow())).isEqualTo(SaveResult.TOUCHED);

            assertThat(sent()).containsExactly("PutItem", "GetItem", "UpdateItem", "GetItem", "UpdateItem");
            assertThat(proxy.calls().get(4).body()).doesNotContain("index.user");
        }
    }

    @Test
    void pagesOfTwoAreFollowed() {
        try (SessionStore store =
                storeOf(creating(proxy.endpoint()).pageSize(2), "user").build()) {
            for (int i = 0; i < 5; i++) {
                stored(store, "ann");
            }
            proxy.forget();

            assertThat(store.findByIndex("user", "ann")).hasSize(5);
            assertThat(proxy.count("Query")).isEqualTo(3);
            assertThat(store.deleteByIndex("user", "ann")).isEqualTo(5);
            assertThat(store.findByIndex("user", "ann")).isEmpty();
        }
    }

    /** A stale index returns sessions that do not match any more. */
    @Test
    void aHitThatHasEndedSinceIsNotShown() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()), "user").build()) {
            Session ended = stored(store, "ann");
            Session living = stored(store, "ann");
            proxy.afterApplied("Query", 1, call -> store.delete(ended.id()));

            assertThat(store.findByIndex("user", "ann")).extracting(Session::id).containsExactly(living.id());
        }
    }

    @Test
    void throttledQueriesAreAskedAgainAndThoseThatStaySoFail() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()), "user").build()) {
            stored(store, "ann");
            proxy.fault("Query", 3, Fault.THROTTLE);
            assertThat(store.findByIndex("user", "ann")).hasSize(1);

            proxy.fault("Query", FaultProxy.ALWAYS, Fault.THROTTLE);
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> store.deleteByIndex("user", "ann"))
                    .withMessageContaining("Query")
                    .satisfies(e -> assertThat(e.isRetryable()).isTrue());
            proxy.heal();
            assertThat(store.findByIndex("user", "ann")).hasSize(1);
        }
    }

    @Test
    void anIndexThatIsReadyOnceItIsLookedAtIsAskedAgain() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()), "user").build()) {
            stored(store, "ann");
            proxy.forget();
            proxy.fault("Query", 1, Fault.answer(400, "ValidationException"));

            assertThat(store.findByIndex("user", "ann")).hasSize(1);

            assertThat(sent()).containsExactly("Query", "DescribeTable", "Query", "GetItem");
        }
    }

    @Test
    void aQueryThatIsRefusedAgainFails() {
        try (SessionStore store = storeOf(creating(proxy.endpoint()), "user").build()) {
            proxy.forget();
            proxy.fault("Query", FaultProxy.ALWAYS, Fault.answer(400, "ValidationException"));

            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> store.findByIndex("user", "ann").count())
                    .withMessageContaining("Query");
            assertThat(proxy.count("Query")).isEqualTo(2);
        }
    }

    // ---- existing tables ----

    @Test
    void anIndexThatIsMissingIsAnErrorWithoutAutoCreate() {
        storeOf(creating(engine())).build().close();

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(
                        () -> storeOf(bare(engine()).nativeTtl(false), "user").build())
                .withMessageContaining("'index.user'")
                .withMessageContaining("KEYS_ONLY")
                .withMessageContaining("autoCreate");
    }

    @Test
    void anIndexThatIsMissingAndWasNotLookedForIsNamedWhenItIsAsked() {
        storeOf(creating(engine())).build().close();
        try (SessionStore store = storeOf(bare(engine()), "user").init(false).build()) {
            stored(store, "ann");

            assertThatExceptionOfType(SessionConfigurationException.class)
                    .isThrownBy(() -> store.findByIndex("user", "ann").count())
                    .withMessageContaining("no index 'index.user'");
        }
    }

    @Test
    void anIndexWithAnotherKeyIsAnError() {
        storeOf(creating(engine()).keyAttribute("pk"), "user").build().close();
        ask(
                "UpdateTable",
                """
                {"TableName":"%s","AttributeDefinitions":[{"AttributeName":"index.mail","AttributeType":"N"}],
                "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"index.mail",
                "KeySchema":[{"AttributeName":"index.mail","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"ALL"}}}]}"""
                        .formatted(table));

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> storeOf(creating(engine()).keyAttribute("pk"), "user", "mail")
                        .build())
                .withMessageContaining("'index.mail'")
                .withMessageContaining("index.mail (HASH, N)")
                .withMessageContaining("pk (RANGE, S)");
    }

    /** The first one is delayed: meanwhile the store works, and reports which index cannot be queried yet. */
    @Test
    void indexesAreAddedToATableOneAfterTheOtherWithoutHoldingUpTheStart() throws InterruptedException {
        Session before;
        try (SessionStore old = storeOf(creating(engine())).build()) {
            before = stored(old, "ann");
        }
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        proxy.beforeForward("UpdateTable", 1, call -> {
            asked.countDown();
            await(goOn);
        });
        try (SessionStore store =
                storeOf(creating(proxy.endpoint()), "user", "mail").build()) {
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(store.find(before.id())).isPresent();
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> store.findByIndex("user", "ann").count())
                    .withMessageContaining("'index.user'")
                    .withMessageContaining("still being built")
                    .satisfies(e -> assertThat(e.isRetryable()).isTrue());
            goOn.countDown();

            Session session = store.find(before.id()).orElseThrow();
            session.setAttribute("other", 1);
            store.save(session);
            assertThat(foundOnceActive(store, "mail", "nobody@example")).isZero();
            assertThat(foundOnceActive(store, "user", "ann")).isEqualTo(1);
        }
        assertThat(indexes()).containsOnlyKeys("index.mail", "index.user");
        assertThat(proxy.count("UpdateTable")).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Retries while the index cannot be queried yet; the test's timeout ends it. */
    private static long foundOnceActive(SessionStore store, String index, String value) {
        while (true) {
            try {
                return store.findByIndex(index, value).count();
            } catch (SessionException e) {
                assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
