package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.testkit.AsyncStorageClientContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The thirteen promises through the SDK's asynchronous client, on DynamoDB Local. */
class DynamoDbV2AsyncStorageContractTest extends AsyncStorageClientContract {

    private static final String TABLE = Engine.newTableName();
    private static final DynamoDbAsyncClient SDK = DynamoDbAsyncClient.builder()
            .endpointOverride(Engine.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    @AfterAll
    static void closeSdk() {
        SDK.close();
    }

    @Override
    protected AsyncStorageClient newAsyncClient() {
        return withPrefix("shop:");
    }

    @Override
    protected Optional<AsyncStorageClient> newAsyncClientOfAnotherNamespace() {
        return Optional.of(withPrefix("shop:b:"));
    }

    @Override
    protected OptionalLong sizeLimit() {
        return OptionalLong.of(400 * 1024);
    }

    private static AsyncStorageClient withPrefix(String keyPrefix) {
        return DynamoDbV2Storage.builder()
                .asyncClient(SDK)
                .tableName(TABLE)
                .keyPrefix(keyPrefix)
                .autoCreate(true)
                .nativeTtl(false)
                .buildAsync();
    }
}
