package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A table of this run: its keys and its indexes. */
record TableShape(
        String name, boolean onDemand, KeyAttribute hash, Optional<KeyAttribute> range, List<IndexShape> indexes) {

    /** The tables that items go to. */
    static List<TableShape> all() {
        KeyAttribute text = new KeyAttribute("pk", "S");
        KeyAttribute number = new KeyAttribute("pk", "N");
        KeyAttribute binary = new KeyAttribute("pk", "B");
        KeyAttribute gs = new KeyAttribute("gs", "S");
        KeyAttribute gn = new KeyAttribute("gn", "N");
        KeyAttribute gb = new KeyAttribute("gb", "B");
        IndexShape localText = local("by-ls", text, new KeyAttribute("ls", "S"), "ALL");
        IndexShape localNumber = local("by-ln", text, new KeyAttribute("ln", "N"), "KEYS_ONLY");
        IndexShape globalHash = new IndexShape("by-gs", true, gs, Optional.empty(), "ALL", List.of());
        IndexShape globalRange =
                new IndexShape("by-gs-gn", true, gs, Optional.of(gn), "INCLUDE", List.of("num", "str"));
        IndexShape globalBinary = new IndexShape("by-gb", true, gb, Optional.of(gn), "KEYS_ONLY", List.of());
        return List.of(
                new TableShape("diff-hash", false, text, Optional.empty(), List.of()),
                new TableShape(
                        "diff-range",
                        false,
                        text,
                        Optional.of(new KeyAttribute("sk", "N")),
                        List.of(localText, localNumber, globalHash, globalRange)),
                new TableShape(
                        "diff-number", true, number, Optional.of(new KeyAttribute("sk", "B")), List.of(globalBinary)),
                new TableShape("diff-binary", true, binary, Optional.of(new KeyAttribute("sk", "S")), List.of()));
    }

    private static IndexShape local(String name, KeyAttribute hash, KeyAttribute range, String projection) {
        return new IndexShape(name, false, hash, Optional.of(range), projection, List.of());
    }

    List<KeyAttribute> keys() {
        return range.map(key -> List.of(hash, key)).orElse(List.of(hash));
    }

    /** The keys of the table and of its indexes, each once. */
    List<KeyAttribute> allKeys() {
        Map<String, KeyAttribute> keys = new LinkedHashMap<>();
        keys().forEach(key -> keys.put(key.name(), key));
        indexes.forEach(index -> index.keys().forEach(key -> keys.put(key.name(), key)));
        return new ArrayList<>(keys.values());
    }

    List<KeyAttribute> indexKeys() {
        List<KeyAttribute> keys = allKeys();
        keys.removeAll(keys());
        return keys;
    }

    Optional<IndexShape> index(String name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    ObjectNode key(Draw draw) {
        ObjectNode key = Json.object();
        keys().forEach(attribute -> key.set(attribute.name(), attribute.value(draw)));
        return key;
    }

    /** The key within an item, if the item has a valid one. */
    Optional<ObjectNode> keyOf(JsonNode item) {
        ObjectNode key = Json.object();
        for (KeyAttribute attribute : keys()) {
            JsonNode value = item.path(attribute.name());
            if (!attribute.fits(value)) {
                return Optional.empty();
            }
            key.set(attribute.name(), value);
        }
        return Optional.of(key);
    }

    ObjectNode createRequest() {
        ObjectNode request = Json.object("TableName", name);
        request.set(
                "AttributeDefinitions",
                Json.array(allKeys().stream().map(KeyAttribute::definition).toList()));
        request.set("KeySchema", schema(keys()));
        if (onDemand) {
            request.put("BillingMode", "PAY_PER_REQUEST");
        } else {
            request.set("ProvisionedThroughput", throughput(5, 6));
        }
        setIndexes(request, "LocalSecondaryIndexes", false);
        setIndexes(request, "GlobalSecondaryIndexes", true);
        return request;
    }

    private void setIndexes(ObjectNode request, String member, boolean global) {
        List<JsonNode> definitions = indexes.stream()
                .filter(index -> index.global() == global)
                .map(index -> index.definition(onDemand))
                .toList();
        if (!definitions.isEmpty()) {
            request.set(member, Json.array(definitions));
        }
    }

    static ArrayNode schema(List<KeyAttribute> keys) {
        ArrayNode schema = Json.array();
        for (KeyAttribute key : keys) {
            schema.add(key.schema(schema.isEmpty() ? "HASH" : "RANGE"));
        }
        return schema;
    }

    static ObjectNode throughput(long reads, long writes) {
        return Json.object().put("ReadCapacityUnits", reads).put("WriteCapacityUnits", writes);
    }
}
