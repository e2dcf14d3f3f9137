package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbV2StorageContractTest extends DynamoStorageContract {

    /** One for all of these classes, which run side by side; it ends with this JVM. */
    private static DynamoDbClient sdk;

    @BeforeAll
    static synchronized void connect() {
        if (sdk == null) {
            sdk = Engine.sdk();
        }
    }

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV2Storage.builder().client(sdk);
    }
}
