package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbV2StorageContractTest extends DynamoStorageContract {

    private static final DynamoDbClient SDK = Engine.sdk();

    @AfterAll
    static void closeSdk() {
        SDK.close();
    }

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV2Storage.builder().client(SDK);
    }
}
