package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A secondary index of a table of this run. */
record IndexShape(
        String name,
        boolean global,
        KeyAttribute hash,
        Optional<KeyAttribute> range,
        String projectionType,
        List<String> included) {

    List<KeyAttribute> keys() {
        return range.map(key -> List.of(hash, key)).orElse(List.of(hash));
    }

    boolean projectsAll() {
        return projectionType.equals("ALL");
    }

    JsonNode definition(boolean onDemand) {
        ObjectNode projection = Json.object("ProjectionType", projectionType);
        if (!included.isEmpty()) {
            projection.set("NonKeyAttributes", Json.texts(included));
        }
        ObjectNode definition = Json.object("IndexName", name);
        definition.set("KeySchema", TableShape.schema(keys()));
        definition.set("Projection", projection);
        if (global && !onDemand) {
            definition.set("ProvisionedThroughput", TableShape.throughput(3, 4));
        }
        return definition;
    }
}
