package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Batches that are empty, too large, or name an item twice. */
final class BatchFlaws {

    private final Draw draw;

    BatchFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(this::badTables, this::badRequests, this::badKeys);
    }

    private boolean badTables(Request request) {
        if (!(request.body().path("RequestItems") instanceof ObjectNode tables)) {
            return false;
        }
        JsonNode some = tables.iterator().next();
        switch (draw.below(3)) {
            case 0 -> tables.removeAll();
            case 1 -> tables.set("diff-missing", some);
            default -> tables.set(draw.oneOf("ab", "no blanks"), some);
        }
        return true;
    }

    private boolean badRequests(Request request) {
        if (!request.operation().equals("BatchWriteItem")) {
            return false;
        }
        ArrayNode writes =
                (ArrayNode) request.body().path("RequestItems").iterator().next();
        switch (draw.below(5)) {
            case 0 -> writes.removeAll();
            case 1 -> writes.add(Json.object());
            case 2 -> writes.add(writes.path(0).deepCopy());
            case 3 -> {
                JsonNode first = writes.path(0);
                while (writes.size() < 26) {
                    writes.add(first.deepCopy());
                }
            }
            default ->
                writes.add(Json.object("PutRequest", Json.object("Item", Json.object("str", Json.object("S", "")))));
        }
        return true;
    }

    private boolean badKeys(Request request) {
        if (!request.operation().equals("BatchGetItem")) {
            return false;
        }
        ObjectNode asked =
                (ObjectNode) request.body().path("RequestItems").iterator().next();
        ArrayNode keys = (ArrayNode) asked.path("Keys");
        switch (draw.below(6)) {
            case 0 -> keys.removeAll();
            case 1 -> keys.add(keys.path(0).deepCopy());
            case 2 -> keys.add(Json.object());
            case 3 -> keys.add(Json.object("pk", Json.object("BOOL", Json.truth(true))));
            case 4 -> asked.remove("Keys");
            default -> asked.set("AttributesToGet", Json.texts(List.of("str", "str")));
        }
        return true;
    }
}
