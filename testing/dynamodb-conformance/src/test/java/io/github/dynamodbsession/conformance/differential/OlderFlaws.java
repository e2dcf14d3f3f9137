package io.github.dynamodbsession.conformance.differential;

import java.util.List;

/** Older parameters that are not allowed. */
final class OlderFlaws {

    private static final List<String> EXPECTED = List.of(
            "{\"str\":{}}",
            "{\"str\":{\"Exists\":true}}",
            "{\"str\":{\"Exists\":false,\"Value\":{\"S\":\"a\"}}}",
            "{\"str\":{\"Value\":{\"S\":\"a\"},\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"EQ\"}}",
            "{\"str\":{\"ComparisonOperator\":\"EQ\",\"Exists\":true}}",
            "{\"str\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[]}}",
            "{\"str\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"},{\"S\":\"b\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"NULL\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"BETWEEN\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"BETWEEN\",\"AttributeValueList\":[{\"S\":\"b\"},{\"S\":\"a\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"IN\",\"AttributeValueList\":[{\"S\":\"b\"},{\"N\":\"1\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"WRONG\",\"AttributeValueList\":[{\"S\":\"b\"}]}}");

    private static final List<String> CONDITIONS = List.of(
            "{\"str\":{}}",
            "{\"str\":{\"ComparisonOperator\":\"EQ\"}}",
            "{\"str\":{\"ComparisonOperator\":\"WRONG\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"},{\"S\":\"b\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"NOT_NULL\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"LT\",\"AttributeValueList\":[{\"SS\":[\"a\"]}]}}",
            "{\"str\":{\"ComparisonOperator\":\"BEGINS_WITH\",\"AttributeValueList\":[{\"N\":\"1\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"CONTAINS\",\"AttributeValueList\":[{\"SS\":[\"a\"]}]}}",
            "{\"str\":{\"ComparisonOperator\":\"IN\",\"AttributeValueList\":[{\"S\":\"a\"},{\"N\":\"1\"}]}}",
            "{\"str\":{\"ComparisonOperator\":\"BETWEEN\",\"AttributeValueList\":[{\"S\":\"b\"},{\"S\":\"a\"}]}}");

    private static final List<String> KEY_CONDITIONS = List.of(
            "{}",
            "{\"pk\":{\"ComparisonOperator\":\"GT\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"pk\":{\"ComparisonOperator\":\"NE\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"BOOL\":true}]}}",
            "{\"pk\":{\"ComparisonOperator\":\"IN\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"sk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]},"
                    + "\"str\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]},"
                    + "\"sk\":{\"ComparisonOperator\":\"CONTAINS\",\"AttributeValueList\":[{\"S\":\"a\"}]}}",
            "{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]},"
                    + "\"str\":{\"ComparisonOperator\":\"NOT_NULL\"},\"num\":{\"ComparisonOperator\":\"NULL\"}}");

    private static final List<String> UPDATES = List.of(
            "{\"str\":{}}",
            "{\"str\":{\"Action\":\"PUT\"}}",
            "{\"str\":{\"Action\":\"ADD\"}}",
            "{\"str\":{\"Action\":\"ADD\",\"Value\":{\"S\":\"a\"}}}",
            "{\"str\":{\"Action\":\"ADD\",\"Value\":{\"BOOL\":true}}}",
            "{\"str\":{\"Action\":\"DELETE\",\"Value\":{\"S\":\"a\"}}}",
            "{\"str\":{\"Action\":\"DELETE\",\"Value\":{\"N\":\"1\"}}}",
            "{\"doc\":{\"Action\":\"ADD\",\"Value\":{\"N\":\"1\"}}}",
            "{\"num\":{\"Action\":\"ADD\",\"Value\":{\"SS\":[\"a\"]}}}",
            "{\"tags\":{\"Action\":\"DELETE\",\"Value\":{\"NS\":[\"1\"]}}}",
            "{\"tags\":{\"Action\":\"ADD\",\"Value\":{\"BS\":[\"AQ==\"]}}}",
            "{}");

    private final Draw draw;

    OlderFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(
                this::badExpectation, this::badFilter, this::badKeyConditions, this::badUpdates, this::duplicates);
    }

    private boolean badExpectation(Request request) {
        return switch (request.operation()) {
            case "PutItem", "UpdateItem", "DeleteItem" -> set(request, "Expected", draw.oneOf(EXPECTED));
            default -> false;
        };
    }

    private boolean badFilter(Request request) {
        return switch (request.operation()) {
            case "Query" -> set(request, "QueryFilter", draw.oneOf(CONDITIONS));
            case "Scan" -> set(request, "ScanFilter", draw.oneOf(CONDITIONS));
            default -> false;
        };
    }

    private boolean badKeyConditions(Request request) {
        return request.operation().equals("Query") && set(request, "KeyConditions", draw.oneOf(KEY_CONDITIONS));
    }

    private boolean badUpdates(Request request) {
        return request.operation().equals("UpdateItem") && set(request, "AttributeUpdates", draw.oneOf(UPDATES));
    }

    private boolean duplicates(Request request) {
        return switch (request.operation()) {
            case "GetItem", "Query", "Scan" ->
                set(request, "AttributesToGet", draw.oneOf("[\"str\",\"num\",\"str\"]", "[]", "[\"\"]"));
            default -> false;
        };
    }

    private static boolean set(Request request, String parameter, String value) {
        ExpressionFlaws.removeExpressions(request);
        request.body().set(parameter, Json.read(value));
        return true;
    }
}
