package io.github.dynamodbsession.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policies of the documentation allow what the code calls, all of it and nothing else. */
class PoliciesTest {

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

    /** All that a store can be asked for. */
    private void use(StorageClient storage, SessionStore store) {
        String id = login(store);
        Session session = store.find(id).orElseThrow();
        for (int i = 0; i < 400; i++) {
            session.setAttribute("attribute-" + i, i); // more than one expression takes
        }
        store.save(session);
        clock.advance(Duration.ofMinutes(1));
        store.save(store.find(id).orElseThrow());
        session = store.find(id).orElseThrow();
        store.changeId(session);
        store.save(session);
        store.delete(session);
        login(store);
        assertThat(store.findByIndex("user", "ann")).hasSize(1);
        assertThat(store.deleteByIndex("user", "ann")).isEqualTo(1);
        login(store);
        assertThat(store.sessions()).hasSize(1);
        assertThat(store.count()).isEqualTo(1);
        assertThat(store.deleteAllSessionsOfEveryUser().removed()).isEqualTo(1);
        storage.ability(ReapRounds.class).orElseThrow().claim(clock.instant(), Duration.ofMinutes(5));
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

    /** What DynamoDB was really asked for, in the words of IAM. */
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

    private static Set<String> allowed(String policy) {
        JsonElement json = JsonParser.parseString(Page.of("docs/iam.md").block("policy: " + policy, "json"));
        Set<String> actions = new TreeSet<>();
        json.getAsJsonObject()
                .getAsJsonArray("Statement")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("Action")
                .forEach(action -> actions.add(action.getAsString()));
        return actions;
    }

    @Test
    void thePolicyToRunAllowsWhatRunningCalls() {
        store(storage(true)).build().close();
        proxy.forget();
        StorageClient storage = storage(false);

        try (SessionStore store = store(storage).init(false).build()) {
            use(storage, store);
        }

        assertThat(called()).isEqualTo(allowed("runs-only"));
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

        assertThat(called()).isEqualTo(allowed("may-create"));
    }
}
