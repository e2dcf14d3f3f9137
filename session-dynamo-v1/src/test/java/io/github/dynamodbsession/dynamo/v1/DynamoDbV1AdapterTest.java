package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoAdapterContract;
import java.net.URI;

/** What every adapter must do. */
class DynamoDbV1AdapterTest extends DynamoAdapterContract {

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return DynamoDbV1Storage.builder();
    }

    @Override
    protected UsersClient newUsersClient(URI endpoint) {
        AmazonDynamoDB client = Engine.sdk(endpoint);
        return new UsersClient(() -> DynamoDbV1Storage.builder().client(client), client::shutdown);
    }
}
