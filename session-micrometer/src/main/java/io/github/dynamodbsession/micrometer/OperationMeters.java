package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.OperationEvent.Decision;
import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Meters of the operations of a store. */
final class OperationMeters {

    private final MeterProvider<Timer> timers;
    private final MeterProvider<Counter> failures;
    private final Counter conflicts;
    private final Map<Decision, Counter> saves = new EnumMap<>(Decision.class);

    OperationMeters(MeterRegistry registry, Tags tags) {
        this.timers = Timer.builder(OperationTags.NAME)
                .description("Duration and outcome of the operations of the session store")
                .tags(tags)
                .withRegistry(registry);
        this.failures = Counter.builder("dynamodb.session.failures")
                .description("Operations of the session store that failed, completely or in part")
                .baseUnit("failures")
                .tags(tags)
                .withRegistry(registry);
        this.conflicts = Counter.builder("dynamodb.session.conflicts")
                .description("Saves that met a concurrent write, and were decided again")
                .baseUnit("conflicts")
                .tags(tags)
                .register(registry);
        for (Decision decision : Decision.values()) {
            saves.put(
                    decision,
                    Counter.builder("dynamodb.session.saves")
                            .description("Saves, by the decision what to write")
                            .baseUnit("saves")
                            .tags(tags)
                            .tag("decision", OperationTags.value(decision))
                            .register(registry));
        }
    }

    void time(OperationEvent operation) {
        timers.withTags(
                        OperationTags.KIND,
                        OperationTags.value(operation.kind()),
                        OperationTags.OUTCOME,
                        OperationTags.value(operation.outcome()),
                        OperationTags.ERROR,
                        OperationTags.error(operation))
                .record(operation.duration());
    }

    void count(OperationEvent operation) {
        if (operation.kind() == Kind.SAVE) {
            Objects.requireNonNull(saves.get(operation.decision())).increment();
            conflicts.increment(operation.conflicts());
        }
        if (operation.failure().isPresent() || operation.outcome() == Outcome.FAILED) {
            failures.withTags(
                            OperationTags.KIND,
                            OperationTags.value(operation.kind()),
                            OperationTags.ERROR,
                            operation.failure().map(OperationTags::error).orElse("other"),
                            "retryable",
                            operation
                                    .failure()
                                    .map(failure -> String.valueOf(failure.isRetryable()))
                                    .orElse("false"))
                    .increment();
        }
    }
}
