package io.github.dynamodbsession.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.CallListener.Made;
import io.github.dynamodbsession.dynamo.call.CallListener.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DynamoDbMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DynamoDbMetrics metrics = DynamoDbMetrics.of(registry);

    private void call(String operation, Outcome outcome, double readUnits, double writeUnits, int millis) {
        metrics.onCall(new Made(operation, outcome, readUnits, writeUnits, Duration.ofMillis(millis), "s3cret"));
    }

    private Timer timer(String operation, String outcome) {
        return registry.get("dynamodb.session.calls")
                .tags("operation", operation, "outcome", outcome)
                .timer();
    }

    private Counter units(String name, String operation) {
        return registry.get(name).tag("operation", operation).counter();
    }

    @Test
    void callsAreTimedByTheirOperationAndOutcome() {
        call("GetItem", Outcome.DONE, 0.5, 0, 3);
        call("GetItem", Outcome.DONE, 0.5, 0, 4);
        call("UpdateItem", Outcome.CONDITION_FAILED, 0, 1, 5);

        assertThat(timer("GetItem", "done").count()).isEqualTo(2);
        assertThat(timer("GetItem", "done").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
        assertThat(timer("UpdateItem", "condition_failed").count()).isEqualTo(1);
        assertThat(registry.find("dynamodb.session.calls").timers()).hasSize(2);
    }

    @Test
    void unitsAreAddedUpByTheirOperation() {
        call("GetItem", Outcome.DONE, 0.5, 0, 1);
        call("GetItem", Outcome.DONE, 2, 0, 1);
        call("TransactWriteItems", Outcome.DONE, 0, 4, 1);

        assertThat(units("dynamodb.session.consumed.read", "GetItem").count()).isEqualTo(2.5);
        assertThat(units("dynamodb.session.consumed.write", "TransactWriteItems")
                        .count())
                .isEqualTo(4);
        assertThat(registry.find("dynamodb.session.consumed.write")
                        .tag("operation", "GetItem")
                        .counter())
                .as("an operation that consumes none")
                .isNull();
    }

    @Test
    void everyMeterSaysWhatItIsAndShowsNoMoreThanItsTags() {
        call("GetItem", Outcome.DONE, 0.5, 1, 1);

        assertThat(registry.getMeters()).hasSize(3).allSatisfy(meter -> {
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getBaseUnit()).isIn("seconds", "units");
            assertThat(meter.getId().toString()).doesNotContain("s3cret");
        });
    }

    @Test
    void tagsOfTheUserAreOnEveryMeterAndReplaceNoneOfItsOwn() {
        SimpleMeterRegistry tagged = new SimpleMeterRegistry();
        DynamoDbMetrics.of(tagged, Tags.of("store", "shop", "operation", "mine"))
                .onCall(new Made("GetItem", Outcome.DONE, 1, 1, Duration.ofMillis(1), ""));

        assertThat(tagged.getMeters()).hasSize(3).allSatisfy(meter -> {
            assertThat(meter.getId().getTag("store")).isEqualTo("shop");
            assertThat(meter.getId().getTag("operation")).isEqualTo("GetItem");
        });
    }
}
