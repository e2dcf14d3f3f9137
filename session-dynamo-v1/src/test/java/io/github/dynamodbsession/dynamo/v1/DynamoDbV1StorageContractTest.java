package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import org.junit.jupiter.api.AfterAll;

class DynamoDbV1StorageContractTest extends DynamoStorageContract {

    private static final AmazonDynamoDB SDK = Engine.sdk(DynamoDbEndpoint.shared());

    @AfterAll
    static void closeSdk() {
        SDK.shutdown();
    }

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV1Storage.builder().client(SDK);
    }
}
