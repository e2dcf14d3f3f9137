package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.dynamo.contract.DynamoAsyncStorageContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The promises through the SDK's asynchronous client. */
class DynamoDbV2AsyncStorageContractTest extends DynamoAsyncStorageContract<DynamoDbV2Storage.Builder> {

    private static DynamoDbAsyncClient sdk;

    @BeforeAll
    static void connect() {
        sdk = Engine.asyncSdk();
    }

    @AfterAll
    static void closeSdk() {
        if (sdk != null) {
            sdk.close();
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
