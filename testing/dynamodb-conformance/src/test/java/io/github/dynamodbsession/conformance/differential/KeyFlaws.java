package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keys that do not fit the table or its indexes. */
final class KeyFlaws {

    private final Draw draw;

    KeyFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(this::badKey, this::badIndexKey, this::badUpdate, this::badStartKey, this::keyTooLong);
    }

    private boolean badKey(Request request) {
        JsonNode keyed = request.body().has("Key")
                ? request.body().path("Key")
                : request.body().path("Item");
        if (!(keyed instanceof ObjectNode key)) {
            return false;
        }
        spoil(key);
        return true;
    }

    private void spoil(ObjectNode key) {
        String name = key.has("sk") && draw.chance(0.5) ? "sk" : "pk";
        switch (draw.below(7)) {
            case 0 -> key.remove(name);
            case 1 -> key.set("extra", Json.object("S", "a"));
            case 2 -> key.set(name, Json.object("BOOL", Json.truth(true)));
            case 3 -> key.set(name, Json.object("S", ""));
            case 4 -> key.set(name, Json.object("B", ""));
            case 5 -> key.set(name, Json.object("M", Json.object()));
            default -> key.set(name, key.path(name).has("S") ? Json.object("N", "1") : Json.object("S", "a"));
        }
    }

    private boolean badIndexKey(Request request) {
        if (request.tableName().equals("diff-hash") || !(request.body().path("Item") instanceof ObjectNode item)) {
            return false;
        }
        item.set(draw.oneOf("gs", "gn", "ls", "ln", "gb"), draw.chance(0.8) ? wrong() : empty());
        return true;
    }

    private JsonNode empty() {
        return Json.object(draw.oneOf("S", "B"), "");
    }

    private JsonNode wrong() {
        return draw.chance(0.5) ? Json.object("BOOL", Json.truth(true)) : Json.object("L", Json.array());
    }

    private boolean badUpdate(Request request) {
        if (!request.operation().equals("UpdateItem")) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        String name = draw.oneOf("pk", "sk", "gs", "gn", "ls", "gb");
        if (draw.chance(0.5)) {
            request.body().put("UpdateExpression", "SET " + name + draw.oneOf("", ".x", "[0]") + " = :v");
            request.body().set("ExpressionAttributeValues", Json.object(":v", wrong()));
        } else {
            ObjectNode update = Json.object("Action", "PUT");
            request.body().set("AttributeUpdates", Json.object(name, update.set("Value", wrong())));
        }
        return true;
    }

    private boolean badStartKey(Request request) {
        if (!request.operation().equals("Query") && !request.operation().equals("Scan")) {
            return false;
        }
        ObjectNode key = Json.object("pk", Json.object("S", "a"));
        if (!request.tableName().equals("diff-hash")) {
            key.set("sk", Json.object("N", "1"));
        }
        spoil(key);
        key.set("extra", Json.object("S", "a"));
        request.body().set("ExclusiveStartKey", key);
        return true;
    }

    private boolean keyTooLong(Request request) {
        JsonNode keyed = request.body().has("Key")
                ? request.body().path("Key")
                : request.body().path("Item");
        if (!(keyed instanceof ObjectNode key) || !key.path("pk").has("S") || draw.chance(0.7)) {
            return false;
        }
        key.set("pk", Json.object("S", "x".repeat(2049)));
        return true;
    }
}
