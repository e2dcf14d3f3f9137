package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.DynamoStorageClient;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Initialisation of the table. */
abstract class InitTests extends AdapterTests {

    InitTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    private static void init(DynamoStorageBuilder<?> builder) {
        try (StorageClient storage = builder.build()) {
            storage.init();
        }
    }

    @Test
    void aMissingTableIsCreatedOnDemandWithTimeToLiveOn() {
        init(bare(engine()).autoCreate(true));

        JsonObject made = describe("DescribeTable").getAsJsonObject("Table");
        assertThat(made.getAsJsonObject("BillingModeSummary").get("BillingMode").getAsString())
                .isEqualTo("PAY_PER_REQUEST");
        JsonObject timeToLive = describe("DescribeTimeToLive").getAsJsonObject("TimeToLiveDescription");
        assertThat(timeToLive.get("AttributeName").getAsString()).isEqualTo("expires");
        // The service takes up to an hour to switch it on.
        assertThat(timeToLive.get("TimeToLiveStatus").getAsString()).isIn("ENABLED", "ENABLING");
    }

    @Test
    void aTableIsCreatedWithCapacitiesAndAnotherKeyIfSet() {
        init(creating(engine()).readCapacity(3).writeCapacity(4).keyAttribute("pk"));

        JsonObject made = describe("DescribeTable").getAsJsonObject("Table");
        JsonObject throughput = made.getAsJsonObject("ProvisionedThroughput");
        assertThat(throughput.get("ReadCapacityUnits").getAsInt()).isEqualTo(3);
        assertThat(throughput.get("WriteCapacityUnits").getAsInt()).isEqualTo(4);
        assertThat(made.get("KeySchema"))
                .isEqualTo(JsonParser.parseString("[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]"));
    }

    @Test
    void eightNodesMayCreateTheSameTableAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> inits = IntStream.range(0, 8)
                    .mapToObj(i ->
                            CompletableFuture.runAsync(() -> init(bare(engine()).autoCreate(true)), nodes))
                    .toList();
            for (CompletableFuture<Void> each : inits) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void aMissingTableIsAnErrorWithoutAutoCreate() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(bare(engine())))
                .withMessageContaining("does not exist")
                .withMessageContaining("autoCreate");
    }

    @Test
    void aTableWithAnotherKeyIsAnErrorAndStaysAsItIs() {
        init(creating(engine()).keyAttribute("pk"));

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(creating(engine())))
                .withMessageContaining("pk (HASH, S)")
                .withMessageContaining("keyAttribute");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsAnErrorWithinTheTimeOut() {
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> init(bare(URI.create("http://127.0.0.1:1")).callTimeout(Duration.ofSeconds(1))))
                .withMessageContaining("endpoint");
    }

    /** On a busy machine the first call of a process is the slowest: callTimeout does not apply to it. */
    @Test
    void anAnswerThatTakesLongerThanACallMayIsWaitedFor() {
        init(creating(engine()));
        try (FaultProxy proxy = FaultProxy.to(engine())) {
            proxy.fault("DescribeTable", 1, Fault.delay(Duration.ofMillis(1500)));

            init(creating(proxy.endpoint()).callTimeout(Duration.ofMillis(300)));

            assertThat(proxy.count("DescribeTable")).isEqualTo(1);
        }
    }

    @Test
    void initialisingHasATimeOfItsOwnAndNamesIt() {
        try (FaultProxy proxy = FaultProxy.to(engine())) {
            proxy.fault("DescribeTable", FaultProxy.ALWAYS, Fault.delay(Duration.ofSeconds(20)));
            long began = System.nanoTime();

            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> init(bare(proxy.endpoint()).initTimeout(Duration.ofMillis(900))))
                    .withMessageContaining("did not answer DescribeTable")
                    .withMessageContaining("initTimeout (PT0.9S)")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(SessionStorageException.Reason.NO_ANSWER));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void whatTheTableIsAndHowItIsAskedIsDescribed() {
        try (DynamoStorageClient storage =
                creating(engine()).callTimeout(Duration.ofSeconds(7)).build()) {
            assertThat(storage.description()).contains(table + " (not checked, no time to live)");
            storage.init();
            assertThat(storage.description())
                    .startsWith("DynamoDB at http")
                    .contains("in the table " + table + " (created, PAY_PER_REQUEST, no time to live)")
                    .contains("callTimeout PT7S, operationTimeout PT14S, initTimeout PT30S");
        }
        try (DynamoStorageClient storage = bare(engine()).build()) {
            storage.init();
            assertThat(storage.description()).contains("(found, PAY_PER_REQUEST, time to live by 'expires')");
        }
    }

    /** The error of dynalite, and of ScyllaDB's Alternator, for operations that they do not know. */
    @Test
    void anEngineWithoutTransactionsAndTimeToLiveIsToldApartByOneMessage() {
        try (FaultProxy proxy = FaultProxy.to(engine())) {
            Fault unknown = Fault.answer(400, "UnknownOperationException");
            proxy.fault("TransactWriteItems", FaultProxy.ALWAYS, unknown);
            proxy.fault("UpdateTimeToLive", FaultProxy.ALWAYS, unknown);

            assertThatExceptionOfType(SessionConfigurationException.class)
                    .isThrownBy(() -> init(bare(proxy.endpoint()).autoCreate(true)))
                    .withMessageContaining("TransactWriteItems")
                    .withMessageContaining("id change")
                    .withMessageContaining("UpdateTimeToLive")
                    .withMessageContaining("nativeTtl");
            assertThat(proxy.count("TransactWriteItems")).isEqualTo(1);
            assertThat(proxy.count("UpdateTimeToLive")).isEqualTo(1);
        }
    }

    @Test
    void anEngineThatDoesWithoutTimeToLiveIsFineWhereItIsNotWanted() {
        try (FaultProxy proxy = FaultProxy.to(engine())) {
            proxy.fault("UpdateTimeToLive", FaultProxy.ALWAYS, Fault.answer(400, "UnknownOperationException"));

            init(creating(proxy.endpoint()));

            assertThat(proxy.count("UpdateTimeToLive")).isZero();
            assertThat(proxy.count("TransactWriteItems")).isEqualTo(1);
        }
    }

    @Test
    void withoutInitTheTableIsNotLookedAt() {
        try (SessionStore store = SessionStore.builder(
                        bare(URI.create("http://127.0.0.1:1")).build())
                .init(false)
                .build()) {
            assertThat(store.create().isNew()).isTrue();
        }
    }
}
