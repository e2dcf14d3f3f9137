package io.github.dynamodbsession.dynamo.v2;

/** The promises where hardly a session has chunks. */
class HeadOnlyAsyncStorageContractTest extends DynamoDbV2AsyncStorageContractTest {

    @Override
    protected DynamoDbV2Storage.Builder newBuilder() {
        return super.newBuilder().maxHeadSize(400 * 1024);
    }
}
