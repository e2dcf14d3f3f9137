package io.github.dynamodbsession.metrics;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;

class MetricsOnAsyncDynamoV2Test extends MetricsOnDynamoContract {

    @Override
    protected Node newNode() {
        return Node.of(
                set(AsyncSessionStore.builder(set(DynamoDbV2Storage.builder()).buildAsync()))
                        .build()
                        .join());
    }
}
