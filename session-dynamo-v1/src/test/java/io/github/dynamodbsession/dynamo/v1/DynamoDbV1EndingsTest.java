package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.dynamo.contract.EndingsContract;
import java.net.URI;

/** How calls of the SDK's client end. */
class DynamoDbV1EndingsTest extends EndingsContract<DynamoDbV1Storage.Builder> {

    DynamoDbV1EndingsTest() {
        super("1.x", true);
    }

    @Override
    protected DynamoDbV1Storage.Builder newBuilder() {
        return DynamoDbV1Storage.builder();
    }

    @Override
    protected UsersClient<DynamoDbV1Storage.Builder> newUsersClient(URI endpoint, boolean credentials) {
        AmazonDynamoDB client = credentials ? Engine.sdk(endpoint) : Engine.sdk(endpoint, new NoCredentials());
        return new UsersClient<>(() -> DynamoDbV1Storage.builder().client(client), client::shutdown);
    }

    @Override
    protected Storage build(DynamoDbV1Storage.Builder builder) {
        return Storage.of(builder.build());
    }
}
