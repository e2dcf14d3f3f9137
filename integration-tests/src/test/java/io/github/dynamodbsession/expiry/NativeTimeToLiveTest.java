package io.github.dynamodbsession.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.contract.EngineSettings;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine really deletes, some seconds after the time to live; by the system's clock, which is the engine's too. */
@Timeout(180)
class NativeTimeToLiveTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final TestTable ownTable = new TestTable(DynamoDbEndpoint.shared());
    private final String table = ownTable.name();
    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());

    @BeforeEach
    void start() {
        DynamoDbEndpoint.skipOnTheService("it takes up to days to delete what its time to live has run out for");
    }

    @AfterEach
    void stop() {
        proxy.close();
        ownTable.delete();
    }

    private StorageClient storage() {
        return EngineSettings.set(DynamoDbV2Storage.builder(), proxy.endpoint())
                .tableName(table)
                .autoCreate(true)
                .build();
    }

    private static String stored(SessionStore store, Duration interval) {
        Session session = store.create();
        session.setMaxInactiveInterval(interval);
        store.save(session);
        return "session:" + session.id();
    }

    private Set<String> keys() {
        String answer = new PlainCaller(DynamoDbEndpoint.shared())
                .call("Scan", "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true}")
                .body();
        Set<String> keys = new HashSet<>();
        for (JsonElement item : JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("Items")) {
            keys.add(item.getAsJsonObject().getAsJsonObject("id").get("S").getAsString());
        }
        return keys;
    }

    @Test
    void expiredSessionsAreRemovedAtNoCostWhereNobodyListensAndLeftToTheCleanUpWhereSomebodyDoes() {
        try (SessionStore silent = SessionStore.of(storage());
                SessionStore announcing = SessionStore.builder(storage())
                        .cleanupInterval(Duration.ofDays(1))
                        .listener(new SessionListener() {})
                        .build()) {
            String endless = stored(silent, Duration.ZERO);
            String living = stored(silent, Duration.ofHours(1));
            String announced = stored(announcing, SHORT);
            String expired = stored(silent, SHORT);
            proxy.forget();

            while (keys().contains(expired)) { // the time limit of the test ends it
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }

            assertThat(keys()).containsExactlyInAnyOrder(endless, living, announced);
            assertThat(proxy.calls()).as("what it cost the stores").isEmpty();
        }
    }
}
