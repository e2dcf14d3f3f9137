package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.micrometer.core.instrument.MeterRegistry;

final class MeasuredSessions {

    private MeasuredSessions() {}

    static SessionStore storeOn(DynamoDbV2Storage.Builder storage, MeterRegistry registry) {
        return SessionStore.builder(
                        storage.callListener(DynamoDbMetrics.of(registry)).build())
                .listener(SessionMetrics.of(registry))
                .build();
    }
}
