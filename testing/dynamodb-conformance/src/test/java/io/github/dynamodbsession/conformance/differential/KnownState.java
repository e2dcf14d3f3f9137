package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The items as they are now, so that paths and conditions can be made to fit. */
final class KnownState {

    private final Map<String, Map<String, ObjectNode>> items = new HashMap<>();

    void put(TableShape table, JsonNode key, JsonNode item) {
        Map<String, ObjectNode> there = items.computeIfAbsent(table.name(), name -> new HashMap<>());
        if (item instanceof ObjectNode found) {
            there.put(key.toString(), found);
        } else {
            there.remove(key.toString());
        }
    }

    Optional<ObjectNode> find(TableShape table, JsonNode key) {
        return Optional.ofNullable(items.getOrDefault(table.name(), Map.of()).get(key.toString()));
    }

    List<ObjectNode> all(TableShape table) {
        return new ArrayList<>(items.getOrDefault(table.name(), Map.of()).values());
    }

    void clear() {
        items.clear();
    }
}
