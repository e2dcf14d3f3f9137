package io.github.dynamodbsession.metrics;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;

class MetricsOnDynamoV2Test extends MetricsOnDynamoContract {

    @Override
    protected Node newNode() {
        return Node.of(set(SessionStore.builder(set(DynamoDbV2Storage.builder()).build()))
                .build());
    }
}
