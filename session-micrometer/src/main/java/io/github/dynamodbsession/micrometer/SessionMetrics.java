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
 * Meters of a session store, by Micrometer: give it to the store as a listener.
 *
 * <pre>{@code
 * SessionStore.builder(storage).listener(SessionMetrics.of(registry)).build();
 * }</pre>
 *
 * <p>Names, tags and units are in {@code docs/metrics.md}. What DynamoDB's calls take and cost is measured by {@link
 * DynamoDbMetrics}.
 *
 * <p>It only counts: the clean-up does not start for it, and undecodable attributes are logged as if it were not there. Safe
 * for use by any number of threads, and by several stores, whose figures are then added up; {@link Builder#tags} tells
 * them apart.
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
     * Meters without observations.
     *
     * @param registry where they are registered
     * @return a new listener
     */
    public static SessionMetrics of(MeterRegistry registry) {
        return builder(registry).build();
    }

    /**
     * Begins.
     *
     * @param registry where the meters are registered
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
        counters.spoiled();
    }

    @Override
    public void onReaped(ReapResult result) {
        counters.reaped(result);
    }

    /** No: sessions that DynamoDB removes by itself are not sought for the sake of a number. */
    @Override
    public boolean listensForExpiry() {
        return false;
    }

    /** No: a number names no attribute. */
    @Override
    public boolean reportsUndecodableAttributes() {
        return false;
    }

    /** Collects the options. Not safe for use by several threads. */
    public static final class Builder {

        private final MeterRegistry registry;
        private Tags tags = Tags.empty();
        private @Nullable ObservationRegistry observationRegistry;

        private Builder(MeterRegistry registry) {
            this.registry = registry;
        }

        /**
         * Adds tags to all meters and observations, such as the name of one of several stores; by default there are
         * none.
         *
         * @param value the tags, of few values each; where one has the key of a meter's own, the meter's own counts
         * @return this builder
         */
        public Builder tags(Iterable<Tag> value) {
            this.tags = tags.and(Objects.requireNonNull(value, "tags"));
            return this;
        }

        /**
         * Makes each operation of the store an observation, within the one under way on the thread that asks for it; by
         * default none is. For a {@link SessionStore} it is the current one while it is under way; for an {@link
         * AsyncSessionStore}, which leaves that thread, it is not. The timer of operations is then what the registry's
         * handlers make of the observations, of the same name and tags, as
         * {@link io.micrometer.core.instrument.observation.DefaultMeterObservationHandler} does; without such a handler
         * there is none.
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
