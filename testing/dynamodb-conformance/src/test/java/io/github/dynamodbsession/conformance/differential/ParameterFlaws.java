package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parameters that are missing, out of range, unknown, or do not go together. */
final class ParameterFlaws {

    private static final Set<String> READS = Set.of("Query", "Scan");
    private static final List<String> REQUIRED = List.of(
            "TableName",
            "Key",
            "Item",
            "RequestItems",
            "KeyConditions",
            "KeyConditionExpression",
            "KeySchema",
            "AttributeDefinitions",
            "ProvisionedThroughput");
    private static final List<String> ENUMERATED = List.of(
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ConditionalOperator",
            "Select",
            "BillingMode");

    private final Draw draw;

    ParameterFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(
                this::missing,
                this::unknownTable,
                this::badTableName,
                this::badEnumeration,
                this::badLimit,
                this::badSegments,
                this::badIndex,
                this::consistentIndex,
                this::namesWithoutExpression,
                this::valuesWithoutExpression,
                this::bothGenerations,
                this::badReturnValues,
                this::unknownParameter);
    }

    private boolean missing(Request request) {
        List<String> there = REQUIRED.stream().filter(request.body()::has).toList();
        if (there.isEmpty()) {
            return false;
        }
        String name = draw.oneOf(there);
        if (draw.chance(0.5)) {
            request.body().remove(name);
        } else {
            request.body().set(name, Json.nothing());
        }
        return true;
    }

    private boolean unknownTable(Request request) {
        // A table of that name would be one of which nobody knows the keys.
        return !request.operation().equals("CreateTable") && replace(request, "TableName", "diff-missing");
    }

    private boolean badTableName(Request request) {
        return replace(request, "TableName", draw.oneOf("", "ab", "no blanks", "x".repeat(256)));
    }

    private boolean badIndex(Request request) {
        if (!READS.contains(request.operation())) {
            return false;
        }
        request.body().put("IndexName", draw.oneOf("missing", "ab", "no blanks"));
        return true;
    }

    /** A local index takes this, a global one does not. */
    private boolean consistentIndex(Request request) {
        if (!request.body().has("IndexName")) {
            return false;
        }
        request.body().put("ConsistentRead", true);
        return true;
    }

    private static boolean replace(Request request, String name, String value) {
        if (!request.body().has(name)) {
            return false;
        }
        request.body().put(name, value);
        return true;
    }

    private boolean badEnumeration(Request request) {
        List<String> there = ENUMERATED.stream().filter(request.body()::has).toList();
        if (there.isEmpty()) {
            return false;
        }
        for (String name : draw.some(draw.between(1, 2), there)) {
            request.body().put(name, draw.oneOf("WRONG", "none", ""));
        }
        return true;
    }

    private boolean badLimit(Request request) {
        if (!READS.contains(request.operation()) && !request.operation().equals("ListTables")) {
            return false;
        }
        request.body().put("Limit", draw.oneOf(0, -1, request.operation().equals("ListTables") ? 101 : -100));
        return true;
    }

    private boolean badSegments(Request request) {
        if (!request.operation().equals("Scan")) {
            return false;
        }
        ObjectNode body = request.body();
        switch (draw.below(5)) {
            case 0 -> body.put("Segment", 1);
            case 1 -> body.put("TotalSegments", 2);
            case 2 -> body.put("Segment", 2).put("TotalSegments", 2);
            case 3 -> body.put("Segment", -1).put("TotalSegments", 2);
            default -> body.put("Segment", 0).put("TotalSegments", 0);
        }
        return true;
    }

    private boolean namesWithoutExpression(Request request) {
        if (!hasNames(request)) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        request.body().set("ExpressionAttributeNames", Json.object("#a", "str"));
        return true;
    }

    private boolean valuesWithoutExpression(Request request) {
        if (!hasNames(request) || request.operation().equals("GetItem")) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        request.body().set("ExpressionAttributeValues", Json.object(":a", Json.object("S", "a")));
        return true;
    }

    private static boolean hasNames(Request request) {
        return switch (request.operation()) {
            case "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan" -> true;
            default -> false;
        };
    }

    private boolean bothGenerations(Request request) {
        JsonNode expected = Json.object("str", Json.object("Exists", Json.truth(false)));
        ObjectNode body = request.body();
        switch (request.operation()) {
            case "PutItem", "DeleteItem", "UpdateItem" -> {
                body.put("ConditionExpression", "attribute_not_exists(str)");
                body.set("Expected", expected);
            }
            case "GetItem", "Query", "Scan" -> {
                body.put("ProjectionExpression", "str");
                body.set("AttributesToGet", Json.texts(List.of("str")));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean badReturnValues(Request request) {
        if (!request.operation().equals("PutItem") && !request.operation().equals("DeleteItem")) {
            return false;
        }
        request.body().put("ReturnValues", draw.oneOf("ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"));
        return true;
    }

    /** Not bad at all: what an operation does not know is passed over. */
    private boolean unknownParameter(Request request) {
        request.body().put("Nonsense", "ignored");
        return true;
    }
}
