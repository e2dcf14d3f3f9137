package io.github.dynamodbsession.micrometer;

import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.function.Consumer;

/** Creates observations of the operations of a store. */
final class OperationObservations {

    private final ObservationRegistry registry;
    private final KeyValues common;

    OperationObservations(ObservationRegistry registry, Tags tags) {
        this.registry = registry;
        this.common = KeyValues.of(tags, tag -> tag.getKey(), tag -> tag.getValue());
    }

    /**
     * Starts an observation, as a child of the current one of this thread.
     *
     * @param waits whether the operation ends on this thread
     * @return stops the observation
     */
    Consumer<OperationEvent> begin(Kind kind, boolean waits) {
        Observation observation = Observation.createNotStarted(OperationTags.NAME, registry)
                .contextualName(
                        "session " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .lowCardinalityKeyValues(common)
                .lowCardinalityKeyValue(OperationTags.KIND, OperationTags.value(kind))
                .start();
        Observation.Scope scope = waits ? observation.openScope() : Observation.Scope.NOOP;
        return operation -> {
            try {
                observation.lowCardinalityKeyValue(
                        KeyValue.of(OperationTags.OUTCOME, OperationTags.value(operation.outcome())));
                operation.failure().ifPresent(observation::error);
            } finally {
                scope.close();
                observation.stop();
            }
        };
    }
}
