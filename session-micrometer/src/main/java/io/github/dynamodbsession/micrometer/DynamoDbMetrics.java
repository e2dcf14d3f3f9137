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
 * Records Micrometer meters of calls of DynamoDB; register it with the storage as a call listener. Requires {@code
 * session-dynamo-common}, which both adapters depend on.
 *
 * <pre>{@code
 * DynamoDbV2Storage.builder().tableName("sessions").callListener(DynamoDbMetrics.of(registry)).build();
 * }</pre>
 *
 * <p>Names, tags and units are in {@code docs/metrics.md}. Safe for use by any number of threads, and by several
 * storages, whose figures are then summed.
 */
public final class DynamoDbMetrics implements CallListener {

    private static final String OPERATION = "operation";

    private final MeterProvider<Timer> calls;
    private final MeterProvider<Counter> readUnits;
    private final MeterProvider<Counter> writeUnits;

    private DynamoDbMetrics(MeterRegistry registry, Tags tags) {
        this.calls = Timer.builder("dynamodb.session.calls")
                .description("Duration and outcome of the calls of DynamoDB for sessions")
                .tags(tags)
                .withRegistry(registry);
        this.readUnits = Counter.builder("dynamodb.session.consumed.read")
                .description("Read units consumed by calls of DynamoDB for sessions, as reported by DynamoDB")
                .baseUnit("units")
                .tags(tags)
                .withRegistry(registry);
        this.writeUnits = Counter.builder("dynamodb.session.consumed.write")
                .description("Write units consumed by calls of DynamoDB for sessions, as reported by DynamoDB")
                .baseUnit("units")
                .tags(tags)
                .withRegistry(registry);
    }

    /**
     * Creates a listener without additional tags.
     *
     * @param registry the registry of the meters
     * @return a new listener
     */
    public static DynamoDbMetrics of(MeterRegistry registry) {
        return of(registry, Tags.empty());
    }

    /**
     * Creates a listener with additional tags, such as the name of one of several stores.
     *
     * @param registry the registry of the meters
     * @param tags the tags, each of low cardinality; a meter's own tags take precedence
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
