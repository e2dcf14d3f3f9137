package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.dynamo.contract.DynamoAsyncStorageContract;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The promises through the SDK's asynchronous client. */
class DynamoDbV2AsyncStorageContractTest extends DynamoAsyncStorageContract<DynamoDbV2Storage.Builder> {

    /** One for all of these classes, which run side by side; it ends with this JVM. */
    private static DynamoDbAsyncClient sdk;

    @BeforeAll
    static synchronized void connect() {
        if (sdk == null) {
            sdk = Engine.asyncSdk();
        }
    }

    @Override
    protected DynamoDbV2Storage.Builder newBuilder() {
        return DynamoDbV2Storage.builder().asyncClient(sdk);
    }

    @Override
    protected AsyncStorageClient build(DynamoDbV2Storage.Builder builder) {
        return builder.buildAsync();
    }
}
