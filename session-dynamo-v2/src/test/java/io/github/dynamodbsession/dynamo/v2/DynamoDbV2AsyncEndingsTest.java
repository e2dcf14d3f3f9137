package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.contract.EndingsContract;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** How calls of the SDK's asynchronous client end. */
class DynamoDbV2AsyncEndingsTest extends EndingsContract<DynamoDbV2Storage.Builder> {

    DynamoDbV2AsyncEndingsTest() {
        super("2.x async", false);
    }

    @Override
    protected DynamoDbV2Storage.Builder newBuilder() {
        return DynamoDbV2Storage.builder();
    }

    @Override
    protected UsersClient<DynamoDbV2Storage.Builder> newUsersClient(URI endpoint, boolean credentials) {
        DynamoDbAsyncClient client = credentials
                ? Engine.asyncSdk(endpoint)
                : Engine.asyncSdk(endpoint, () -> {
                    throw SdkClientException.create("Unable to load credentials, as a test wants it");
                });
        return new UsersClient<>(() -> DynamoDbV2Storage.builder().asyncClient(client), client::close);
    }

    @Override
    protected Storage build(DynamoDbV2Storage.Builder builder) {
        return Storage.of(builder.buildAsync());
    }
}
