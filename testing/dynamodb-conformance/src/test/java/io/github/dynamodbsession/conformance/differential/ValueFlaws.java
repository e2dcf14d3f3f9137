package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Attribute values that are not allowed, wherever a request has values. */
final class ValueFlaws {

    private static final List<String> BAD = List.of(
            "{}",
            "{\"S\":null}",
            "{\"N\":\"abc\"}",
            "{\"N\":\"\"}",
            "{\"N\":\" 1\"}",
            "{\"N\":\"1e126\"}",
            "{\"N\":\"-1e126\"}",
            "{\"N\":\"1e-131\"}",
            "{\"N\":\"123456789012345678901234567890123456789\"}",
            "{\"SS\":[]}",
            "{\"NS\":[]}",
            "{\"BS\":[]}",
            "{\"SS\":[\"b\",\"a\",\"b\"]}",
            "{\"SS\":[\"\",\"\"]}",
            "{\"NS\":[\"2\",\"1\",\"2.0\"]}",
            "{\"BS\":[\"/w==\",\"AQ==\",\"AQ==\"]}",
            "{\"NS\":[\"1\",\"x\"]}",
            "{\"NULL\":false}",
            "{\"S\":\"a\",\"N\":\"1\"}",
            "{\"B\":\"abc\"}",
            "{\"B\":\"AB==\"}",
            "{\"M\":{\"x\":{}}}",
            "{\"L\":[{\"S\":\"a\"},{\"N\":\"x\"}]}",
            "{\"L\":[{\"M\":{\"x\":{\"SS\":[]}}}]}");

    private final Draw draw;

    ValueFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(this::inItem, this::inKey, this::inExpression, this::inOlderParameter, this::tooLarge);
    }

    private JsonNode bad() {
        return Json.read(draw.oneOf(BAD));
    }

    private boolean inItem(Request request) {
        if (!(request.body().path("Item") instanceof ObjectNode item)) {
            return false;
        }
        item.set("str", bad());
        return true;
    }

    private boolean inKey(Request request) {
        if (!(request.body().path("Key") instanceof ObjectNode key)) {
            return false;
        }
        key.set("pk", bad());
        return true;
    }

    private boolean inExpression(Request request) {
        if (!(request.body().path("ExpressionAttributeValues") instanceof ObjectNode values)) {
            return false;
        }
        values.set(draw.oneOf(List.copyOf(values.propertyNames())), bad());
        return true;
    }

    private boolean inOlderParameter(Request request) {
        ObjectNode body = request.body();
        switch (request.operation()) {
            case "UpdateItem" -> {
                ExpressionFlaws.removeExpressions(request);
                ObjectNode update = Json.object("Action", draw.oneOf("PUT", "ADD", "DELETE"));
                body.set("AttributeUpdates", Json.object("str", update.set("Value", bad())));
            }
            case "Query", "Scan" -> {
                String name = request.operation().equals("Scan") ? "ScanFilter" : "QueryFilter";
                if (body.has("FilterExpression")
                        || body.has("KeyConditionExpression")
                        || body.has("ProjectionExpression")) {
                    return false;
                }
                body.set(name, Json.object("str", OlderParameters.comparison("EQ", bad())));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Just within the limit of 400 KiB, or just beyond it. */
    private boolean tooLarge(Request request) {
        if (!request.tableName().equals("diff-hash")
                || !(request.body().path("Item") instanceof ObjectNode item)
                || draw.chance(0.9)) {
            return false;
        }
        item.removeAll();
        item.set("pk", Json.object("S", "a"));
        int known = "pk".length() + 1 + "str".length();
        item.set("str", Json.object("S", "x".repeat(400 * 1024 - known + draw.below(2))));
        request.body().remove(List.of("ReturnValues", "ReturnConsumedCapacity", "Expected"));
        ExpressionFlaws.removeExpressions(request);
        return true;
    }
}
