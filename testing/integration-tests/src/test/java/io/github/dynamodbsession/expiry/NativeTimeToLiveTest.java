package io.github.dynamodbsession.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine deletes expired items, by a clock that the test advances. */
@Timeout(60)
class NativeTimeToLiveTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final String table = "time-to-live-" + UUID.randomUUID();
    private final DynamoDbEmulator engine = DynamoDbEmulator.builder()
            .disturbances(Disturbances.NONE.timeToLive(true))
            .start();
    private final FaultProxy proxy = FaultProxy.to(engine.endpoint());

    @AfterEach
    void stop() {
        proxy.close();
        engine.close();
    }

    private StorageClient storage() {
        return DynamoDbV2Storage.builder()
                .tableName(table)
                .autoCreate(true)
                .endpoint(proxy.endpoint().toString())
                .region("eu-central-1")
                .accessKeyId("any")
                .secretAccessKey("any")
                .build();
    }

    private static String stored(SessionStore store, Duration interval) {
        Session session = store.create();
        session.setMaxInactiveInterval(interval);
        store.save(session);
        return "session:" + session.id();
    }

    private Set<String> keys() {
        String answer = new PlainCaller(engine.endpoint())
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

            assertThat(keys()).contains(expired);
            engine.clock().advance(Tombstone.MAX_DELAY);
            assertThat(keys()).as("while a create may arrive late").contains(expired);

            engine.clock().advance(Duration.ofMinutes(1));

            assertThat(keys()).containsExactlyInAnyOrder(endless, living, announced);
            assertThat(proxy.calls()).as("what it cost the stores").isEmpty();
        }
    }
}
