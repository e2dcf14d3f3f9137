package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records Micrometer meters of a session store; register it with the store as a listener.
 *
 * <pre>{@code
 * SessionStore.builder(storage).listener(SessionMetrics.of(registry)).build();
 * }</pre>
 *
 * <p>Names, tags and units are in {@code docs/metrics.md}. The duration and cost of calls of DynamoDB are recorded by
 * {@link DynamoDbMetrics}.
 *
 * <p>It only counts: it does not cause reaping to start, and undecodable attributes are still logged. Safe for use by
 * any number of threads, and by several stores, whose figures are then summed; {@link Builder#tags} distinguishes them.
 */
public final class SessionMetrics implements SessionListener {

    private final OperationMeters operations;
    private final SessionCounters counters;
    private final @Nullable OperationObservations observations;

    private SessionMetrics(Builder builder) {
        this.operations = new OperationMeters(builder.registry, builder.tags);
        this.counters = new SessionCounters(builder.registry, builder.tags);
        this.observations = builder.observationRegistry == null
                ? null
                : new OperationObservations(builder.observationRegistry, builder.tags);
    }

    /**
     * Creates a listener without observations.
     *
     * @param registry the registry of the meters
     * @return a new listener
     */
    public static SessionMetrics of(MeterRegistry registry) {
        return builder(registry).build();
    }

    /**
     * Starts to configure a listener.
     *
     * @param registry the registry of the meters
     * @return a new builder
     */
    public static Builder builder(MeterRegistry registry) {
        return new Builder(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public @Nullable Consumer<OperationEvent> onOperationBegun(Kind kind, boolean waits) {
        return observations == null ? null : observations.begin(kind, waits);
    }

    @Override
    public void onOperation(OperationEvent operation) {
        if (observations == null) {
            operations.time(operation);
        }
        operations.count(operation);
    }

    @Override
    public void onEnded(Session session, EndCause cause) {
        counters.ended(cause);
    }

    @Override
    public void onAttributeUndecodable(SessionCodecException failure) {
        counters.undecodable();
    }

    @Override
    public void onReaped(ReapResult result) {
        counters.reaped(result);
    }

    /** False: expired sessions, which DynamoDB deletes by itself, are not reaped just to count them. */
    @Override
    public boolean listensForExpiry() {
        return false;
    }

    /** False: a counter does not name the attribute, so it still has to be logged. */
    @Override
    public boolean reportsUndecodableAttributes() {
        return false;
    }

    /** Builds a listener. Not safe for use by several threads. */
    public static final class Builder {

        private final MeterRegistry registry;
        private Tags tags = Tags.empty();
        private @Nullable ObservationRegistry observationRegistry;

        private Builder(MeterRegistry registry) {
            this.registry = registry;
        }

        /**
         * Adds tags to all meters and observations, such as the name of one of several stores; none by default.
         *
         * @param value the tags, each of low cardinality; a meter's own tags take precedence
         * @return this builder
         */
        public Builder tags(Iterable<Tag> value) {
            this.tags = tags.and(Objects.requireNonNull(value, "tags"));
            return this;
        }

        /**
         * Creates an observation for each operation of the store, as a child of the current one of the calling thread;
         * none by default. For a {@link SessionStore} it is the current observation during the operation; for an {@link
         * AsyncSessionStore}, which leaves that thread, it is not. The timer of operations is then created from the
         * observations by the registry's handlers, with the same name and tags, for example by {@link
         * io.micrometer.core.instrument.observation.DefaultMeterObservationHandler}; without such a handler there is no
         * timer.
         *
         * @param value the registry
         * @return this builder
         */
        public Builder observationRegistry(ObservationRegistry value) {
            this.observationRegistry = Objects.requireNonNull(value, "observationRegistry");
            return this;
        }

        /**
         * Registers the meters.
         *
         * @return a new listener
         */
        public SessionMetrics build() {
            return new SessionMetrics(this);
        }
    }
}
