package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counters of session events. All of them are registered from the start, at zero. */
final class SessionCounters {

    private final Map<EndCause, Counter> ended = new EnumMap<>(EndCause.class);
    private final Counter removed;
    private final Counter failed;
    private final Counter undecodable;

    SessionCounters(MeterRegistry registry, Tags tags) {
        for (EndCause cause : EndCause.values()) {
            ended.put(
                    cause,
                    Counter.builder("dynamodb.session.ended")
                            .description("Sessions that this node ended, by cause")
                            .baseUnit("sessions")
                            .tags(tags)
                            .tag("cause", OperationTags.value(cause))
                            .register(registry));
        }
        this.removed = reaped("removed", registry, tags);
        this.failed = reaped("failed", registry, tags);
        this.undecodable = Counter.builder("dynamodb.session.undecodable")
                .description("Attributes that could not be decoded, and were omitted")
                .baseUnit("attributes")
                .tags(tags)
                .register(registry);
    }

    private static Counter reaped(String outcome, MeterRegistry registry, Tags tags) {
        return Counter.builder("dynamodb.session.reaped")
                .description("Expired sessions that this node reaped, or failed to reap")
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

    void undecodable() {
        undecodable.increment();
    }
}
