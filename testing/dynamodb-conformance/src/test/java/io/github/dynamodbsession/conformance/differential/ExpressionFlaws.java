package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Expressions that are not allowed. */
final class ExpressionFlaws {

    private static final List<String> PARAMETERS = List.of(
            "UpdateExpression",
            "ConditionExpression",
            "KeyConditionExpression",
            "FilterExpression",
            "ProjectionExpression");
    private static final List<String> OLDER = List.of(
            "Expected",
            "AttributeUpdates",
            "QueryFilter",
            "ScanFilter",
            "KeyConditions",
            "AttributesToGet",
            "ConditionalOperator");

    private static final List<String> CONDITIONS = List.of(
            "",
            "str",
            "str =",
            "str = = :s",
            "str ! :s",
            "str = :s AND",
            "(str = :s",
            "str = :s)",
            "((str = :s))",
            "(((str = :s) AND attribute_exists(num)))",
            "name = :s",
            "doc.zone = :s AND str = :s",
            "str = :missing",
            "#missing = :s",
            "unknown(str)",
            "unknown(str) = :s",
            "size(str)",
            "attribute_exists(str) = :s",
            "attribute_exists(:s)",
            "attribute_exists(str, num)",
            "size(str, num) > :n",
            "size(:n) = :n",
            "begins_with(str)",
            "begins_with(str, :n)",
            "begins_with(str, str)",
            "contains(str, str)",
            "attribute_type(str, :s)",
            "attribute_type(str, num)",
            "attribute_type(str, :n)",
            "str = str",
            "str IN ()",
            "str IN :s",
            "str BETWEEN :s",
            "num BETWEEN :n AND :s",
            "str BETWEEN :s AND :a",
            "str < :t",
            "NOT",
            "str == :s",
            "str = :s :s",
            "elems[x] = :s",
            "elems[-1] = :s",
            "doc..city = :s",
            "doc. city = :s",
            "str=:s AND#n=:n");

    private static final List<String> UPDATES = List.of(
            "",
            "SET",
            "SET str",
            "SET str = ",
            "SET str = :s,",
            "str = :s",
            "SET str = :s SET num = :n",
            "REMOVE str REMOVE num",
            "SET name = :s",
            "REMOVE doc.zone",
            "SET str = :missing",
            "SET #missing = :s",
            "SET doc = :s, doc.city = :s",
            "SET doc.city = :s REMOVE doc",
            "SET str = :s, str = :s",
            "SET doc.city = :s, doc[0] = :s",
            "ADD str :s",
            "ADD doc :m",
            "DELETE num :n",
            "DELETE str :s",
            "ADD num",
            "ADD num str",
            "SET str = unknown(str)",
            "SET str = if_not_exists(str)",
            "SET str = if_not_exists(:s, :s)",
            "SET elems = list_append(elems, :s)",
            "SET elems = list_append(elems)",
            "SET num = num + :s",
            "SET num = num + :n + :n",
            "SET num = :n * :n",
            "SET num = -:n",
            "SET doc.nothing.city = :s",
            "SET str.city = :s",
            "SET num[0] = :s",
            "SET num = nothing + :n",
            "SET str = nothing",
            "SET num = tags + :n",
            "SET elems = list_append(str, :l)",
            "ADD doc :n",
            "DELETE doc :t",
            "REMOVE doc.nothing.city");

    private static final List<String> PROJECTIONS = List.of(
            "",
            "str,",
            ", str",
            "str num",
            "name",
            "#missing",
            "doc, doc.city",
            "doc.city, doc[0]",
            "str, str",
            "doc.city.",
            "elems[",
            ":s",
            "pk.city",
            "gs[0]");

    private static final List<String> KEY_CONDITIONS = List.of(
            "",
            "pk",
            "pk = :missing",
            "sk = :s",
            "pk > :s",
            "pk = :s OR sk = :s",
            "NOT pk = :s",
            "pk <> :s",
            "pk IN (:s)",
            "pk = :s AND pk = :s",
            "pk = :s AND sk = :s AND str = :s",
            "pk = :s AND str = :s",
            "pk.city = :s",
            "pk = sk",
            "size(pk) = :n",
            "attribute_exists(pk)",
            "contains(pk, :s)",
            "begins_with(:s, pk) AND pk = :s",
            "pk = :t",
            "pk = :s AND begins_with(sk, :n)",
            "begins_with(pk, :s)",
            "pk BETWEEN :a AND :s",
            ":s BETWEEN pk AND :s");

    private final Draw draw;

    ExpressionFlaws(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(
                this::badCondition,
                this::badUpdate,
                this::badProjection,
                this::badKeyCondition,
                this::unusedPlaceholder,
                this::badPlaceholder,
                this::cutShort);
    }

    /** Leaves a request without expressions, placeholders and what came before expressions. */
    static void removeExpressions(Request request) {
        ObjectNode body = request.body();
        body.remove(PARAMETERS);
        body.remove(OLDER);
        body.remove(List.of("ExpressionAttributeNames", "ExpressionAttributeValues"));
        if (request.operation().equals("Query")) {
            body.set("KeyConditions", Json.object("pk", OlderParameters.comparison("EQ", Json.object("S", "a"))));
        }
    }

    private boolean badCondition(Request request) {
        return switch (request.operation()) {
            case "PutItem", "UpdateItem", "DeleteItem" -> set(request, "ConditionExpression", draw.oneOf(CONDITIONS));
            case "Scan", "Query" -> set(request, "FilterExpression", draw.oneOf(CONDITIONS));
            default -> false;
        };
    }

    private boolean badUpdate(Request request) {
        return request.operation().equals("UpdateItem") && set(request, "UpdateExpression", draw.oneOf(UPDATES));
    }

    private boolean badProjection(Request request) {
        return switch (request.operation()) {
            case "GetItem", "Query", "Scan" -> set(request, "ProjectionExpression", draw.oneOf(PROJECTIONS));
            default -> false;
        };
    }

    private boolean badKeyCondition(Request request) {
        if (!request.operation().equals("Query")) {
            return false;
        }
        set(request, "KeyConditionExpression", draw.oneOf(KEY_CONDITIONS));
        request.body().remove("KeyConditions");
        return true;
    }

    /** Sets one expression, with those of a few values it names. */
    private static boolean set(Request request, String parameter, String expression) {
        removeExpressions(request);
        ObjectNode body = request.body();
        body.put(parameter, expression);
        ObjectNode values = Json.object();
        addIfNamed(values, expression, ":s", "{\"S\":\"s\"}");
        addIfNamed(values, expression, ":a", "{\"S\":\"a\"}");
        addIfNamed(values, expression, ":n", "{\"N\":\"1\"}");
        addIfNamed(values, expression, ":t", "{\"SS\":[\"a\"]}");
        addIfNamed(values, expression, ":l", "{\"L\":[]}");
        addIfNamed(values, expression, ":m", "{\"M\":{}}");
        if (!values.isEmpty()) {
            body.set("ExpressionAttributeValues", values);
        }
        if (expression.contains("#n")) {
            body.set("ExpressionAttributeNames", Json.object("#n", "num"));
        }
        return true;
    }

    private static void addIfNamed(ObjectNode values, String expression, String name, String value) {
        if (expression.matches("(?s).*" + name + "\\b.*")) {
            values.set(name, Json.read(value));
        }
    }

    private boolean unusedPlaceholder(Request request) {
        if (PARAMETERS.stream().noneMatch(request.body()::has)) {
            return false;
        }
        boolean values = request.body().has("ExpressionAttributeValues") && draw.chance(0.5);
        if (values) {
            add(request, "ExpressionAttributeValues").set(":unused", Json.object("S", "a"));
        } else {
            add(request, "ExpressionAttributeNames").put("#unused", "a").put("#also", "b");
        }
        return true;
    }

    private boolean badPlaceholder(Request request) {
        if (PARAMETERS.stream().noneMatch(request.body()::has)) {
            return false;
        }
        switch (draw.below(4)) {
            case 0 -> add(request, "ExpressionAttributeNames").put(draw.oneOf("a", "#a-b", "#", ""), "str");
            case 1 -> request.body().set("ExpressionAttributeNames", Json.object());
            case 2 -> {
                if (!request.body().has("ExpressionAttributeValues")) {
                    return false;
                }
                add(request, "ExpressionAttributeValues").set(draw.oneOf("v", ":a-b", ":"), Json.object("S", "a"));
            }
            default -> {
                if (!request.body().has("ExpressionAttributeValues")) {
                    return false;
                }
                request.body().set("ExpressionAttributeValues", Json.object());
            }
        }
        return true;
    }

    private static ObjectNode add(Request request, String name) {
        ObjectNode body = request.body();
        if (!body.has(name)) {
            body.set(name, Json.object());
        }
        return (ObjectNode) body.path(name);
    }

    /** An expression that ends too early. */
    private boolean cutShort(Request request) {
        List<String> there = PARAMETERS.stream().filter(request.body()::has).toList();
        if (there.isEmpty()) {
            return false;
        }
        String parameter = draw.oneOf(there);
        String expression = request.body().path(parameter).asString();
        request.body().put(parameter, expression.substring(0, draw.below(expression.length())));
        return true;
    }
}
