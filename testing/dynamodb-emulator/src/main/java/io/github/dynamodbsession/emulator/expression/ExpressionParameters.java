package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which parameters the operations have for expressions and for what came before them, in the service's order. Immutable.
 */
public final class ExpressionParameters {

    private static final List<String> PROJECTION = List.of(ExpressionKind.PROJECTION.parameter());

    /** Of {@code GetItem}, and of a table in {@code BatchGetItem}. */
    public static final ExpressionParameters GET = new ExpressionParameters(List.of("AttributesToGet"), PROJECTION);

    /** Of {@code PutItem} and {@code DeleteItem}. */
    public static final ExpressionParameters WRITE =
            new ExpressionParameters(List.of("Expected", "ConditionalOperator"), List.of("ConditionExpression"));

    /** Of {@code UpdateItem}. */
    public static final ExpressionParameters UPDATE = new ExpressionParameters(
            List.of("AttributeUpdates", "Expected", "ConditionalOperator"),
            List.of("UpdateExpression", "ConditionExpression"));

    /** Of {@code Query}. */
    public static final ExpressionParameters QUERY = new ExpressionParameters(
            List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"),
            List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression"));

    /** Of {@code Scan}. */
    public static final ExpressionParameters SCAN = new ExpressionParameters(
            List.of("AttributesToGet", "ScanFilter", "ConditionalOperator"),
            List.of("ProjectionExpression", "FilterExpression"),
            ": FilterExpression is null");

    private final List<String> older;
    private final List<String> expressions;
    /** What the operations of the older words add where nothing has the values. */
    private final String missing;

    private ExpressionParameters(List<String> older, List<String> expressions) {
        this(older, expressions, "");
    }

    private ExpressionParameters(List<String> older, List<String> expressions, String missing) {
        this.older = older;
        this.expressions = expressions;
        this.missing = missing;
    }

    /**
     * Checks that a request has either expressions or what came before them, and placeholders only with expressions.
     *
     * @param request by the names of the parameters, which are not there where they have no value; not {@code null}
     * @throws ApiException if it mixes them, or has placeholders for nothing
     */
    public void check(Map<String, ?> request) {
        List<String> given = given(expressions, request);
        if (!given.isEmpty()) {
            requireNoneOf(mixed(given, request), given);
        } else if (request.get("ExpressionAttributeNames") != null) {
            throw withoutExpressions("ExpressionAttributeNames", "");
        }
        // Where there are only projections there is no such parameter, and the service overlooks it.
        boolean takesValues = !expressions.equals(PROJECTION);
        if (takesValues && PROJECTION.containsAll(given) && request.get("ExpressionAttributeValues") != null) {
            throw withoutExpressions("ExpressionAttributeValues", missing);
        }
    }

    /** The older conditions for keys go together with all expressions but the one for keys. */
    private List<String> mixed(List<String> given, Map<String, ?> request) {
        List<String> mixed = given(older, request);
        if (!given.contains(ExpressionKind.KEY_CONDITION.parameter())) {
            mixed.remove("KeyConditions");
        }
        return mixed;
    }

    private static void requireNoneOf(List<String> mixed, List<String> given) {
        if (!mixed.isEmpty()) {
            throw ApiException.validation("Can not use both expression and non-expression parameters in the same"
                    + " request: Non-expression parameters: {" + String.join(", ", mixed)
                    + "} Expression parameters: {" + String.join(", ", given) + "}");
        }
    }

    private static List<String> given(List<String> parameters, Map<String, ?> request) {
        List<String> given = new ArrayList<>(parameters.size());
        for (String parameter : parameters) {
            if (request.get(parameter) != null) {
                given.add(parameter);
            }
        }
        return given;
    }

    private static ApiException withoutExpressions(String parameter, String missing) {
        return ApiException.validation(parameter + " can only be specified when using expressions" + missing);
    }
}
