package io.github.dynamodbsession.dynamo.v2;

/** The promises where every attribute is in a chunk. */
class ChunksOnlyAsyncStorageContractTest extends DynamoDbV2AsyncStorageContractTest {

    @Override
    protected DynamoDbV2Storage.Builder newBuilder() {
        return super.newBuilder().maxHeadSize(0).maxChunkSize(1024);
    }
}
