package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The thirteen promises, on DynamoDB Local. */
class DynamoDbV2StorageContractTest extends StorageClientContract {

    private static final String TABLE = Engine.newTableName();
    private static final DynamoDbClient SDK = Engine.sdk();

    @AfterAll
    static void closeSdk() {
        SDK.close();
    }

    @Override
    protected StorageClient newClient() {
        return withPrefix("shop:");
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(withPrefix("shop:b:"));
    }

    @Override
    protected OptionalLong sizeLimit() {
        return OptionalLong.of(400 * 1024);
    }

    private static StorageClient withPrefix(String keyPrefix) {
        return DynamoDbV2Storage.builder()
                .client(SDK)
                .tableName(TABLE)
                .keyPrefix(keyPrefix)
                .autoCreate(true)
                .nativeTtl(false)
                .build();
    }
}
