package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.dynamo.contract.DynamoAsyncStorageContract;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The promises through calls that wait on other threads. */
class BridgedDynamoDbV1StorageContractTest extends DynamoAsyncStorageContract<DynamoDbV1Storage.Builder> {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static AmazonDynamoDB sdk;

    @BeforeAll
    static void connect() {
        sdk = Engine.sdk(DynamoDbEndpoint.shared());
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
        if (sdk != null) {
            sdk.shutdown();
        }
    }

    @Override
    protected DynamoDbV1Storage.Builder newBuilder() {
        return DynamoDbV1Storage.builder().client(sdk);
    }

    @Override
    protected AsyncStorageClient build(DynamoDbV1Storage.Builder builder) {
        return AsyncStorageClient.bridge(builder.build(), THREADS);
    }
}
