package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All the pages of a Query or a Scan as one JSON. Where partitions come in no defined order, items are put under their
 * partition; there, only items that share all keys of the index have no order among themselves. Of such items it is open
 * which are the last of a page that another would follow, so that these are only counted.
 */
final class WholeReading {

    private final List<KeyAttribute> keys;

    /** With the keys of the table or the index that is read. */
    WholeReading(List<KeyAttribute> keys) {
        this.keys = keys;
    }

    /** The pages as they came. */
    static JsonNode inOrder(List<Answer> pages) {
        return Json.array(pages.stream().map(Answer::body).toList());
    }

    static boolean isComplete(List<Answer> pages) {
        return pages.stream().allMatch(Answer::succeeded);
    }

    /** The pages, without what depends on the order of the partitions. */
    JsonNode byPartition(List<Answer> pages, boolean segmented) {
        int counted = 0;
        int scanned = 0;
        ArrayNode scannedByPage = Json.array();
        List<JsonNode> items = new ArrayList<>();
        boolean withItems = false;
        for (Answer page : pages) {
            counted += page.body().path("Count").asInt();
            scanned += page.body().path("ScannedCount").asInt();
            scannedByPage.add(page.body().path("ScannedCount"));
            withItems |= page.body().has("Items");
            page.body().path("Items").forEach(items::add);
        }
        ObjectNode whole = Json.object().put("Count", counted).put("ScannedCount", scanned);
        if (!segmented) {
            whole.set("ScannedByPage", scannedByPage);
        }
        if (pages.size() == 1 && pages.get(0).body().has("ConsumedCapacity")) {
            whole.set("ConsumedCapacity", pages.get(0).body().path("ConsumedCapacity"));
        }
        if (withItems) {
            boolean endsEarly = pages.get(pages.size() - 1).body().has("LastEvaluatedKey");
            whole.set("Items", partitions(endsEarly && !items.isEmpty() ? withoutLastTies(items) : items));
        }
        return whole;
    }

    private List<JsonNode> withoutLastTies(List<JsonNode> items) {
        JsonNode last = items.get(items.size() - 1);
        return items.stream()
                .filter(item ->
                        keys.stream().anyMatch(key -> !item.path(key.name()).equals(last.path(key.name()))))
                .toList();
    }

    private JsonNode partitions(List<JsonNode> items) {
        KeyAttribute hash = keys.get(0);
        Optional<KeyAttribute> range = keys.size() > 1 ? Optional.of(keys.get(1)) : Optional.empty();
        boolean ordered = range.isPresent()
                && items.stream()
                        .allMatch(item -> item.has(hash.name())
                                && item.has(range.orElseThrow().name()));
        if (!ordered) {
            return sorted(items);
        }
        Map<String, List<JsonNode>> partitions = new TreeMap<>();
        items.forEach(item -> partitions
                .computeIfAbsent(item.path(hash.name()).toString(), name -> new ArrayList<>())
                .add(item));
        ObjectNode all = Json.object();
        partitions.forEach((name, members) -> all.set(name, tiesSorted(members, range.orElseThrow())));
        return all;
    }

    private static ArrayNode tiesSorted(List<JsonNode> items, KeyAttribute range) {
        ArrayNode all = Json.array();
        List<JsonNode> tied = new ArrayList<>();
        for (JsonNode item : items) {
            if (!tied.isEmpty() && !tied.get(0).path(range.name()).equals(item.path(range.name()))) {
                sorted(tied).forEach(all::add);
                tied.clear();
            }
            tied.add(item);
        }
        sorted(tied).forEach(all::add);
        return all;
    }

    private static ArrayNode sorted(List<JsonNode> items) {
        return Json.array(
                items.stream().sorted(Comparator.comparing(JsonNode::toString)).toList());
    }
}
