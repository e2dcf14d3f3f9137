package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import org.junit.jupiter.api.BeforeAll;

class DynamoDbV1StorageContractTest extends DynamoStorageContract {

    /** One for all of these classes, which run side by side; it ends with this JVM. */
    private static AmazonDynamoDB sdk;

    @BeforeAll
    static synchronized void connect() {
        if (sdk == null) {
            sdk = Engine.sdk(DynamoDbEndpoint.shared());
        }
    }

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV1Storage.builder().client(sdk);
    }
}
