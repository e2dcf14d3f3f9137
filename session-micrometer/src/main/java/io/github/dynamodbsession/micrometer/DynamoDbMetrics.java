package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.dynamo.call.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;

/**
 * Meters of DynamoDB's calls, by Micrometer: give it to the storage as a call listener. It needs {@code
 * session-dynamo-common}, which comes with both adapters.
 *
 * <pre>{@code
 * DynamoDbV2Storage.builder().tableName("sessions").callListener(DynamoDbMetrics.of(registry)).build();
 * }</pre>
 *
 * <p>Names, tags and units are in {@code docs/metrics.md}. Safe for use by any number of threads, and by several
 * storages, whose figures are then added up.
 */
public final class DynamoDbMetrics implements CallListener {

    private static final String OPERATION = "operation";

    private final MeterProvider<Timer> calls;
    private final MeterProvider<Counter> readUnits;
    private final MeterProvider<Counter> writeUnits;

    private DynamoDbMetrics(MeterRegistry registry, Tags tags) {
        this.calls = Timer.builder("dynamodb.session.calls")
                .description("Calls of DynamoDB for sessions, how they came out and how long they took")
                .tags(tags)
                .withRegistry(registry);
        this.readUnits = Counter.builder("dynamodb.session.consumed.read")
                .description("Read units that calls of DynamoDB for sessions consumed, as DynamoDB told them")
                .baseUnit("units")
                .tags(tags)
                .withRegistry(registry);
        this.writeUnits = Counter.builder("dynamodb.session.consumed.write")
                .description("Write units that calls of DynamoDB for sessions consumed, as DynamoDB told them")
                .baseUnit("units")
                .tags(tags)
                .withRegistry(registry);
    }

    /**
     * Meters without tags but their own.
     *
     * @param registry where they are registered
     * @return a new listener
     */
    public static DynamoDbMetrics of(MeterRegistry registry) {
        return of(registry, Tags.empty());
    }

    /**
     * Meters with more tags, such as the name of one of several stores.
     *
     * @param registry where they are registered
     * @param tags the tags, of few values each; where one has the key of a meter's own, the meter's own counts
     * @return a new listener
     */
    public static DynamoDbMetrics of(MeterRegistry registry, Iterable<Tag> tags) {
        return new DynamoDbMetrics(
                Objects.requireNonNull(registry, "registry"), Tags.of(Objects.requireNonNull(tags, "tags")));
    }

    @Override
    public void onCall(Made call) {
        calls.withTags(OPERATION, call.operation(), OperationTags.OUTCOME, OperationTags.value(call.outcome()))
                .record(call.duration());
        count(readUnits, call.operation(), call.readUnits());
        count(writeUnits, call.operation(), call.writeUnits());
    }

    private static void count(MeterProvider<Counter> units, String operation, double consumed) {
        if (consumed > 0) {
            units.withTags(OPERATION, operation).increment(consumed);
        }
    }
}
