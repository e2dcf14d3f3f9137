package io.github.dynamodbsession.dynamo.contract;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The base of an adapter's tests: a table of their own, a clock, and access to DynamoDB without the adapter. */
abstract class AdapterTests {

    static final ConsumedUnits UNITS = new ConsumedUnits();

    final TestTable ownTable = new TestTable(engine());
    final String table = ownTable.name();
    final SettableClock clock = SettableClock.startingNow();

    private final AdapterUnderTest adapter;

    AdapterTests(AdapterUnderTest adapter) {
        this.adapter = adapter;
    }

    /** After the tests' own clean-up, which closes all that still uses the table. */
    @AfterEach
    final void deleteTable() {
        ownTable.delete();
    }

    final AdapterUnderTest adapter() {
        return adapter;
    }

    static URI engine() {
        return DynamoDbEndpoint.shared();
    }

    /** A builder of a storage client on this test's table. */
    final DynamoStorageBuilder<?> bare(URI endpoint) {
        return EngineSettings.set(adapter.newBuilder(), endpoint)
                .tableName(table)
                .callListener(UNITS);
    }

    /** The same for a table that init creates; the engine's time to live stays off. */
    final DynamoStorageBuilder<?> creating(URI endpoint) {
        return bare(endpoint).autoCreate(true).nativeTtl(false);
    }

    final SessionStore.Builder storeOn(DynamoStorageBuilder<?> storage) {
        return SessionStore.builder(storage.build()).clock(clock).cleanupInterval(Duration.ZERO);
    }

    /** Calls the engine itself, with a request in JSON. */
    static JsonObject ask(String operation, String request) {
        return JsonParser.parseString(
                        new PlainCaller(engine()).call(operation, request).body())
                .getAsJsonObject();
    }

    final JsonObject describe(String operation) {
        return ask(operation, "{\"TableName\":\"" + table + "\"}");
    }
}
