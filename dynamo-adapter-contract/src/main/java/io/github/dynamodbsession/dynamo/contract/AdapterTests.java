package io.github.dynamodbsession.dynamo.contract;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** What the tests of an adapter stand on: a table of their own, a clock, and a look at DynamoDB without the adapter. */
abstract class AdapterTests {

    private static final String ANYTHING = "test";

    final String table = "sessions-" + UUID.randomUUID();
    final SettableClock clock = SettableClock.startingNow();

    private final DynamoAdapterContract contract;

    AdapterTests(DynamoAdapterContract contract) {
        this.contract = contract;
    }

    final DynamoAdapterContract contract() {
        return contract;
    }

    static URI engine() {
        return DynamoDbEndpoint.shared();
    }

    /** A builder of a storage client on this test's table. */
    final DynamoStorageBuilder<?> bare(URI endpoint) {
        return contract.newBuilder()
                .tableName(table)
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .accessKeyId(ANYTHING)
                .secretAccessKey(ANYTHING);
    }

    /** The same for a table that init creates; the engine's own time to live stays off. */
    final DynamoStorageBuilder<?> creating(URI endpoint) {
        return bare(endpoint).autoCreate(true).nativeTtl(false);
    }

    final SessionStore.Builder storeOn(DynamoStorageBuilder<?> storage) {
        return SessionStore.builder(storage.build()).clock(clock).cleanupInterval(Duration.ZERO);
    }

    /** Asks the engine itself, in its own words. */
    static JsonObject ask(String operation, String request) {
        return JsonParser.parseString(
                        new PlainCaller(engine()).call(operation, request).body())
                .getAsJsonObject();
    }

    final JsonObject describe(String operation) {
        return ask(operation, "{\"TableName\":\"" + table + "\"}");
    }
}
