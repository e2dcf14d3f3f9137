package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Valid requests in which dynalite is known to do something else than the service. They are kept apart from the others,
 * each as the whole of its request, so that an entry of the list can name exactly them.
 */
final class Disputed {

    private final Draw draw;

    Disputed(Draw draw) {
        this.draw = draw;
    }

    List<Flaw> all() {
        return List.of(
                this::eitherExpectation,
                this::existingValue,
                this::plusSign,
                this::missingContainer,
                this::missingOperands,
                this::emptyAmongOthers,
                this::documentsCompared,
                this::sizeOfNothing,
                this::twoRemovals,
                this::sharedValue);
    }

    /** The second of two older conditions may hold alone. */
    private boolean eitherExpectation(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        request.body()
                .put("ConditionalOperator", "OR")
                .set(
                        "Expected",
                        Json.object("nothing", OlderParameters.comparison("NOT_NULL"))
                                .set("never", OlderParameters.comparison("NULL")));
        return true;
    }

    private boolean existingValue(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        ObjectNode expected = Json.object("Exists", Json.truth(true));
        request.body()
                .set("Expected", Json.object("num", expected.set("Value", Json.object("N", draw.oneOf("1", "2")))));
        return true;
    }

    private boolean plusSign(Request request) {
        if (!(request.body().path("Item") instanceof ObjectNode item)) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        item.set("num", Json.object("N", "+3"));
        return true;
    }

    private boolean missingContainer(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        JsonNode condition = OlderParameters.comparison("NOT_CONTAINS", Json.object("S", "a"));
        request.body().set("Expected", Json.object("never", condition));
        return true;
    }

    private boolean missingOperands(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        request.body().put("ConditionExpression", "never " + draw.oneOf("=", "<=", ">=") + " nothing");
        return true;
    }

    private boolean emptyAmongOthers(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        condition(request, "blank IN (:empty)", ":empty", Json.object("S", ""));
        return true;
    }

    private boolean documentsCompared(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        boolean list = draw.chance(0.5);
        JsonNode value = list ? Json.object("L", Json.array()) : Json.object("M", Json.object());
        condition(request, (list ? "elems" : "doc") + draw.oneOf(" = ", " <> ") + ":document", ":document", value);
        return true;
    }

    private boolean sizeOfNothing(Request request) {
        if (!isConditional(request)) {
            return false;
        }
        condition(request, "size(str) < :one", ":one", Json.object("N", "1"));
        return true;
    }

    private boolean twoRemovals(Request request) {
        if (!request.operation().equals("UpdateItem")) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        request.body().put("UpdateExpression", "REMOVE elems[0], elems[1]");
        return true;
    }

    private boolean sharedValue(Request request) {
        if (!request.operation().equals("UpdateItem")) {
            return false;
        }
        ExpressionFlaws.removeExpressions(request);
        request.body().put("UpdateExpression", "SET bin = num ADD num :one");
        request.body().set("ExpressionAttributeValues", Json.object(":one", Json.object("N", "1")));
        return true;
    }

    private static void condition(Request request, String condition, String name, JsonNode value) {
        ExpressionFlaws.removeExpressions(request);
        request.body().put("ConditionExpression", condition);
        request.body().set("ExpressionAttributeValues", Json.object(name, value));
    }

    private static boolean isConditional(Request request) {
        return switch (request.operation()) {
            case "PutItem", "UpdateItem", "DeleteItem" -> true;
            default -> false;
        };
    }
}
