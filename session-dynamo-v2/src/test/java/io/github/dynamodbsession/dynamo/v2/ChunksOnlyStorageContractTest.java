package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;

/** The promises where every attribute is in a chunk. */
class ChunksOnlyStorageContractTest extends DynamoDbV2StorageContractTest {

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        return super.newBuilder().maxHeadSize(0).maxChunkSize(1024);
    }
}
