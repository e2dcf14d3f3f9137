package io.github.dynamodbsession.crossversion;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import io.github.dynamodbsession.metrics.MetricsOnDynamoContract;
import io.github.dynamodbsession.metrics.Node;

/** The same measurements through SDK v1. */
class MetricsOnDynamoV1Test extends MetricsOnDynamoContract {

    @Override
    protected Node newNode() {
        return Node.of(set(SessionStore.builder(set(DynamoDbV1Storage.builder()).build()))
                .build());
    }
}
