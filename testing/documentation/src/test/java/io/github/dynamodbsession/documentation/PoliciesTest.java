package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.contract.EngineSettings;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.Call;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The IAM policies in the documentation allow exactly the calls that the code makes. */
class PoliciesTest {

    private static final String DEFAULT_PREFIX = "session:";

    /** More than a head holds. */
    private static final String LARGE = "large".repeat(1000);

    private final TestTable ownTable = new TestTable(DynamoDbEndpoint.shared());
    private final String table = ownTable.name();
    private final SettableClock clock = SettableClock.startingNow();
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    }

    @AfterEach
    void stop() {
        proxy.close();
        ownTable.delete();
    }

    private StorageClient storage(boolean autoCreate) {
        return EngineSettings.set(DynamoDbV2Storage.builder(), proxy.endpoint())
                .tableName(table)
                .autoCreate(autoCreate)
                .build();
    }

    private SessionStore.Builder store(StorageClient storage) {
        return SessionStore.builder(storage)
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .listener(new SessionListener() {})
                .index(SessionIndex.ofAttribute("user"));
    }

    /** All operations of a store that requests use. */
    private void useByRequests(SessionStore store) {
        String id = login(store);
        Session session = store.find(id).orElseThrow();
        for (int i = 0; i < 400; i++) {
            session.setAttribute("attribute-" + i, i); // more than fit into one expression
        }
        store.save(session);
        clock.advance(Duration.ofMinutes(1));
        store.save(store.find(id).orElseThrow());
        session = store.find(id).orElseThrow();
        session.setAttribute("large", LARGE);
        store.save(session);
        assertThat(store.find(id).orElseThrow().attribute("large")).contains(LARGE);
        session.setMaxInactiveInterval(Duration.ofDays(90)); // longer than its chunks stay
        store.save(session);
        session = store.find(id).orElseThrow();
        store.changeId(session);
        store.save(session);
        store.delete(session);
    }

    /** All operations of a store. */
    private void use(StorageClient storage, SessionStore store) {
        useByRequests(store);
        login(store);
        assertThat(store.findByIndex("user", "ann")).hasSize(1);
        assertThat(store.deleteByIndex("user", "ann")).isEqualTo(1);
        login(store);
        assertThat(store.sessions()).hasSize(1);
        assertThat(store.count()).isEqualTo(1);
        assertThat(store.deleteAllSessionsOfEveryUser().removed()).isEqualTo(1);
        storage.capability(ReapRounds.class).orElseThrow().claim(clock.instant(), Duration.ofMinutes(5));
        login(store);
        clock.advance(Duration.ofDays(30));
        assertThat(store.reap().removed()).isEqualTo(1);
    }

    private static String login(SessionStore store) {
        Session session = store.create();
        session.setAttribute("user", "ann");
        store.save(session);
        return session.id();
    }

    /** The calls of DynamoDB that were made, as IAM actions. */
    private Set<String> called() {
        Set<String> actions = new TreeSet<>();
        for (Call call : proxy.calls()) {
            if (call.operation().equals("TransactWriteItems")) {
                JsonParser.parseString(call.body())
                        .getAsJsonObject()
                        .getAsJsonArray("TransactItems")
                        .forEach(write -> write.getAsJsonObject()
                                .keySet()
                                .forEach(kind -> actions.add("dynamodb:" + kind + "Item")));
            } else {
                actions.add("dynamodb:" + call.operation());
            }
        }
        return actions;
    }

    private static Set<String> allowed(String... policies) {
        return Stream.of(policies)
                .flatMap(policy -> texts(statement(policy), "Action"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> resources(String policy) {
        return texts(statement(policy), "Resource").collect(Collectors.toSet());
    }

    private static JsonObject statement(String policy) {
        return JsonParser.parseString(Page.of("docs/iam.md").block("policy: " + policy, "json"))
                .getAsJsonObject()
                .getAsJsonArray("Statement")
                .get(0)
                .getAsJsonObject();
    }

    private static Stream<String> texts(JsonObject statement, String name) {
        return statement.getAsJsonArray(name).asList().stream().map(JsonElement::getAsString);
    }

    /** With native time to live, no listener for expiry, no index and no listing. */
    @Test
    void thePolicyToRunAllowsWhatRequestsCall() {
        store(storage(true)).build().close();
        proxy.forget();

        try (SessionStore store =
                SessionStore.builder(storage(false)).clock(clock).init(false).build()) {
            useByRequests(store);
        }

        assertThat(called()).isEqualTo(allowed("runs-only")).isEqualTo(allowed("runs-under-its-prefix"));
    }

    @Test
    void thePoliciesForIndexesAndForTheWholeTableAllowTheRest() {
        store(storage(true)).build().close();
        proxy.forget();
        StorageClient storage = storage(false);

        try (SessionStore store = store(storage).init(false).build()) {
            use(storage, store);
        }

        assertThat(called()).isEqualTo(allowed("runs-only", "finds-by-index", "reads-the-whole-table"));
    }

    @Test
    void aQueryIsOfAnIndexAndWhatElseIsCalledIsOfTheTable() {
        assertThat(resources("finds-by-index")).allMatch(resource -> resource.endsWith("/index/*"));
        for (String policy : List.of("runs-only", "runs-under-its-prefix", "reads-the-whole-table", "may-create")) {
            assertThat(resources(policy)).noneMatch(resource -> resource.contains("/index/"));
        }
    }

    /** In every call for an item, the policy's condition allows the item's key. */
    @Test
    void everyItemThatIsCalledHasALeadingKeyThatThePolicyAllows() {
        StorageClient storage = storage(true);
        try (SessionStore store = store(storage).build()) {
            use(storage, store);
        }

        List<String> keys = proxy.calls().stream()
                .flatMap(call -> leadingKeys(JsonParser.parseString(call.body())))
                .toList();
        String pattern = statement("runs-under-its-prefix")
                .getAsJsonObject("Condition")
                .getAsJsonObject("ForAllValues:StringLike")
                .getAsJsonArray("dynamodb:LeadingKeys")
                .get(0)
                .getAsString();
        assertThat(pattern).endsWith("*").doesNotContain("?", "$");
        assertThat(keys)
                .hasSizeGreaterThan(10)
                .anyMatch(key -> key.startsWith(DEFAULT_PREFIX + "c."))
                .allMatch(key -> key.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    /** Of each item in the body of a call: of its {@code Key}, of one of its {@code Keys}, or of the whole {@code Item}. */
    private static Stream<String> leadingKeys(JsonElement element) {
        if (element.isJsonArray()) {
            return element.getAsJsonArray().asList().stream().flatMap(PoliciesTest::leadingKeys);
        }
        if (!element.isJsonObject()) {
            return Stream.of();
        }
        JsonObject object = element.getAsJsonObject();
        return object.entrySet().stream().flatMap(entry -> switch (entry.getKey()) {
            case "Key", "Item" -> Stream.of(leadingKey(entry.getValue()));
            case "Keys" -> entry.getValue().getAsJsonArray().asList().stream().map(PoliciesTest::leadingKey);
            default -> leadingKeys(entry.getValue());
        });
    }

    private static String leadingKey(JsonElement item) {
        return item.getAsJsonObject().getAsJsonObject("id").get("S").getAsString();
    }

    @Test
    void thePolicyToTellItsHealthAllowsWhatALookCalls() {
        store(storage(true)).build().close();
        proxy.forget();

        try (SessionStore store = store(storage(false)).init(false).build()) {
            assertThat(store.health().ready()).isTrue();
        }

        assertThat(called()).isEqualTo(allowed("tells-its-health"));
    }

    @Test
    void thePolicyToCreateAllowsWhatCreatingCallsAsWell() throws InterruptedException {
        StorageClient storage = storage(true);
        try (SessionStore store = store(storage).build()) {
            use(storage, store);
        }
        CountDownLatch added = new CountDownLatch(1);
        proxy.afterApplied("UpdateTable", 1, call -> added.countDown());
        try (SessionStore store =
                store(storage(true)).index(SessionIndex.ofAttribute("mail")).build()) {
            assertThat(store).isNotNull();
            assertThat(added.await(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(called()).isEqualTo(allowed("may-create", "finds-by-index", "reads-the-whole-table"));
    }
}
