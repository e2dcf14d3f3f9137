package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.dynamo.contract.EndingsContract;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;

/** How calls of the SDK's client end that wait on other threads. */
class BridgedDynamoDbV1EndingsTest extends EndingsContract<DynamoDbV1Storage.Builder> {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    BridgedDynamoDbV1EndingsTest() {
        super("1.x bridged", false);
    }

    @Override
    protected DynamoDbV1Storage.Builder newBuilder() {
        return DynamoDbV1Storage.builder();
    }

    @Override
    protected UsersClient<DynamoDbV1Storage.Builder> newUsersClient(URI endpoint, boolean credentials) {
        AmazonDynamoDB client = credentials ? Engine.sdk(endpoint) : Engine.sdk(endpoint, new NoCredentials());
        return new UsersClient<>(() -> DynamoDbV1Storage.builder().client(client), client::shutdown);
    }

    @Override
    protected Storage build(DynamoDbV1Storage.Builder builder) {
        return Storage.of(AsyncStorageClient.bridge(builder.build(), THREADS));
    }
}
