package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.github.dynamodbsession.testkit.FailingStorageClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** A load that registers every meter. */
final class MeasuredLoad {

    private MeasuredLoad() {}

    static void on(MeterRegistry registry) {
        DynamoDbMetrics.of(registry)
                .onCall(new CallListener.Made("UpdateItem", CallListener.Outcome.DONE, 1, 1, Duration.ofMillis(1), ""));
        on(SessionMetrics.of(registry));
    }

    static void on(SessionMetrics metrics) {
        FailingStorageClient storage = FailingStorageClient.of(InMemoryStorageClient.create());
        try (SessionStore store =
                SessionStore.builder(storage).listener(metrics).build()) {
            Session session = store.create();
            store.save(session);
            storage.on(FailingStorageClient.Operation.GET).failBeforeApplying();
            assertThatThrownBy(() -> store.find(session.id())).isInstanceOf(SessionStorageException.class);
        }
    }
}
