package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counters of what happened to sessions. All of them are there from the start, at zero. */
final class SessionCounters {

    private final Map<EndCause, Counter> ended = new EnumMap<>(EndCause.class);
    private final Counter removed;
    private final Counter failed;
    private final Counter spoiled;

    SessionCounters(MeterRegistry registry, Tags tags) {
        for (EndCause cause : EndCause.values()) {
            ended.put(
                    cause,
                    Counter.builder("dynamodb.session.ended")
                            .description("Sessions that this node removed, by the cause of their end")
                            .baseUnit("sessions")
                            .tags(tags)
                            .tag("cause", OperationTags.value(cause))
                            .register(registry));
        }
        this.removed = reaped("removed", registry, tags);
        this.failed = reaped("failed", registry, tags);
        this.spoiled = Counter.builder("dynamodb.session.spoiled")
                .description("Attributes that could not be read and were left out")
                .baseUnit("attributes")
                .tags(tags)
                .register(registry);
    }

    private static Counter reaped(String outcome, MeterRegistry registry, Tags tags) {
        return Counter.builder("dynamodb.session.reaped")
                .description("Expired sessions that the clean-up of this node removed, or failed to")
                .baseUnit("sessions")
                .tags(tags)
                .tag(OperationTags.OUTCOME, outcome)
                .register(registry);
    }

    void ended(EndCause cause) {
        Objects.requireNonNull(ended.get(cause)).increment();
    }

    void reaped(ReapResult result) {
        removed.increment((double) result.removed());
        failed.increment((double) result.failed());
    }

    void spoiled() {
        spoiled.increment();
    }
}
