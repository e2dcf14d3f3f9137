package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoDbV1StorageContractTest extends DynamoStorageContract {

    private static AmazonDynamoDB sdk;

    @BeforeAll
    static void connect() {
        sdk = Engine.sdk(DynamoDbEndpoint.shared());
    }

    @AfterAll
    static void closeSdk() {
        if (sdk != null) {
            sdk.shutdown();
        }
    }

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV1Storage.builder().client(sdk);
    }
}
