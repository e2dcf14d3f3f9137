package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoAdapterContract;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What every adapter must do, through the SDK's blocking client. */
class DynamoDbV2AdapterTest extends DynamoAdapterContract {

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV2Storage.builder();
    }

    @Override
    protected UsersClient newUsersClient(URI endpoint) {
        DynamoDbClient client = Engine.sdk(endpoint);
        return new UsersClient(() -> DynamoDbV2Storage.builder().client(client), client::close);
    }
}
