package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbV2StorageContractTest extends DynamoStorageContract {

    private static DynamoDbClient sdk;

    @BeforeAll
    static void connect() {
        sdk = Engine.sdk();
    }

    @AfterAll
    static void closeSdk() {
        if (sdk != null) {
            sdk.close();
        }
    }

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV2Storage.builder().client(sdk);
    }
}
