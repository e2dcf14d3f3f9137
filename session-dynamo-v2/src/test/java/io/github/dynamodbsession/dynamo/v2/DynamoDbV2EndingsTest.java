package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.contract.EndingsContract;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How calls of the SDK's blocking client end. */
class DynamoDbV2EndingsTest extends EndingsContract<DynamoDbV2Storage.Builder> {

    DynamoDbV2EndingsTest() {
        super("2.x", true);
    }

    @Override
    protected DynamoDbV2Storage.Builder newBuilder() {
        return DynamoDbV2Storage.builder();
    }

    @Override
    protected UsersClient<DynamoDbV2Storage.Builder> newUsersClient(URI endpoint, boolean credentials) {
        DynamoDbClient client = credentials
                ? Engine.sdk(endpoint)
                : Engine.sdk(endpoint, () -> {
                    throw SdkClientException.create("Unable to load credentials, as a test wants it");
                });
        return new UsersClient<>(() -> DynamoDbV2Storage.builder().client(client), client::close);
    }

    @Override
    protected Storage build(DynamoDbV2Storage.Builder builder) {
        return Storage.of(builder.build());
    }
}
