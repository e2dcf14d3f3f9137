package io.github.dynamodbsession.dynamo.v1;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;

/** The promises where hardly a session has chunks. */
class HeadOnlyStorageContractTest extends DynamoDbV1StorageContractTest {

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return super.newBuilder().maxHeadSize(400 * 1024);
    }
}
