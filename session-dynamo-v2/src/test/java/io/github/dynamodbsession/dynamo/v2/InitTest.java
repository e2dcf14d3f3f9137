package io.github.dynamodbsession.dynamo.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

class InitTest {

    private final String table = Engine.newTableName();

    private void init(DynamoDbV2Storage.Builder builder) {
        try (StorageClient storage = builder.build()) {
            storage.init();
        }
    }

    @Test
    void aMissingTableIsCreatedOnDemandWithTimeToLiveOn() {
        init(Engine.bare(table, Engine.endpoint()).autoCreate(true));

        try (DynamoDbClient sdk = Engine.sdk()) {
            TableDescription made = sdk.describeTable(d -> d.tableName(table)).table();
            assertThat(made.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            TimeToLiveDescription timeToLive =
                    sdk.describeTimeToLive(d -> d.tableName(table)).timeToLiveDescription();
            assertThat(timeToLive.timeToLiveStatusAsString()).isEqualTo("ENABLED");
            assertThat(timeToLive.attributeName()).isEqualTo("expires");
        }
    }

    @Test
    void aTableIsCreatedWithCapacitiesAndAnotherKeyIfSet() {
        init(Engine.storage(table, Engine.endpoint())
                .readCapacity(3)
                .writeCapacity(4)
                .keyAttribute("pk"));

        try (DynamoDbClient sdk = Engine.sdk()) {
            TableDescription made = sdk.describeTable(d -> d.tableName(table)).table();
            assertThat(made.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
            assertThat(made.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
            assertThat(made.keySchema().get(0).attributeName()).isEqualTo("pk");
        }
    }

    @Test
    void eightNodesMayCreateTheSameTableAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> inits = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> init(Engine.bare(table, Engine.endpoint()).autoCreate(true)), nodes))
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
                .isThrownBy(() -> init(Engine.bare(table, Engine.endpoint())))
                .withMessageContaining("does not exist")
                .withMessageContaining("autoCreate");
    }

    @Test
    void aTableWithAnotherKeyIsAnErrorAndStaysAsItIs() {
        init(Engine.storage(table, Engine.endpoint()).keyAttribute("pk"));

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(Engine.storage(table, Engine.endpoint())))
                .withMessageContaining("pk (HASH, S)")
                .withMessageContaining("keyAttribute");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsAnErrorWithinTheTimeOut() {
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> init(
                        Engine.bare(table, URI.create("http://127.0.0.1:1")).callTimeout(Duration.ofSeconds(1))))
                .withMessageContaining("endpoint");
    }

    @Test
    void withoutInitTheTableIsNotLookedAt() {
        try (SessionStore store = SessionStore.builder(
                        Engine.bare(table, URI.create("http://127.0.0.1:1")).build())
                .init(false)
                .build()) {
            assertThat(store.create().isNew()).isTrue();
        }
    }
}
