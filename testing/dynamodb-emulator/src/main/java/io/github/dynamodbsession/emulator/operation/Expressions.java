package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.expression.AttributeCondition;
import io.github.dynamodbsession.emulator.expression.AttributeUpdate;
import io.github.dynamodbsession.emulator.expression.ComparisonOperator;
import io.github.dynamodbsession.emulator.expression.Condition;
import io.github.dynamodbsession.emulator.expression.ConditionExpression;
import io.github.dynamodbsession.emulator.expression.ConditionalOperator;
import io.github.dynamodbsession.emulator.expression.ExpectedAttribute;
import io.github.dynamodbsession.emulator.expression.ExpressionKind;
import io.github.dynamodbsession.emulator.expression.Placeholders;
import io.github.dynamodbsession.emulator.expression.Projection;
import io.github.dynamodbsession.emulator.expression.ProjectionExpression;
import io.github.dynamodbsession.emulator.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the expressions of a request, and what came before expressions. */
final class Expressions {

    private Expressions() {}

    /** The placeholders of a request, checked themselves. */
    static Placeholders placeholders(Request request) {
        Map<String, String> names = request.textsByName("ExpressionAttributeNames");
        if (names != null) {
            Placeholders.checkNames(names);
        }
        if (request.has("ExpressionAttributeValues")) {
            Placeholders.checkValueKeys(request.keys("ExpressionAttributeValues"));
        }
        return new Placeholders(names, request.placeholders("ExpressionAttributeValues"));
    }

    /** The condition or filter of that parameter; {@code null} if there is none. */
    static @Nullable Condition condition(Request request, ExpressionKind kind, Placeholders placeholders) {
        String text = request.text(kind.parameter());
        return text == null ? null : ConditionExpression.parse(kind, text).bind(placeholders);
    }

    /** The projection; {@code null} if everything is wanted. */
    static @Nullable Projection projection(Request request, Placeholders placeholders) {
        String text = request.text(ExpressionKind.PROJECTION.parameter());
        return text == null ? null : ProjectionExpression.parse(text).bind(placeholders);
    }

    /** The attributes that the older parameter wants; {@code null} if it is not there. */
    static @Nullable Projection attributesToGet(Request request) {
        List<String> wanted = request.texts("AttributesToGet");
        return wanted == null ? null : Projection.ofAttributes(wanted);
    }

    /** What {@code Expected} says; {@code null} if it is not there. */
    static @Nullable Condition expected(Request request) {
        ConditionalOperator operator = operator(request);
        Map<String, ExpectedAttribute> expected = new LinkedHashMap<>();
        request.structuresByName("Expected").forEach((name, one) -> {
            String comparison = one.text("ComparisonOperator");
            expected.put(
                    name,
                    new ExpectedAttribute(
                            one.optionalFlag("Exists"),
                            one.value("Value"),
                            comparison == null ? null : ComparisonOperator.valueOf(comparison),
                            one.values("AttributeValueList")));
        });
        ConditionalOperator.check(operator, expected.size());
        return expected.isEmpty() ? null : Condition.ofExpected(expected, operator);
    }

    /** What {@code QueryFilter} or {@code ScanFilter} says; {@code null} if it is not there. */
    static @Nullable Condition filter(Request request, String parameter) {
        ConditionalOperator operator = operator(request);
        Map<String, AttributeCondition> filter = conditions(request, parameter);
        ConditionalOperator.check(operator, filter.size());
        return filter.isEmpty() ? null : Condition.ofFilter(filter, operator);
    }

    /** Older conditions by the names of attributes. */
    static Map<String, AttributeCondition> conditions(Request request, String parameter) {
        Map<String, AttributeCondition> conditions = new LinkedHashMap<>();
        request.structuresByName(parameter)
                .forEach((name, one) -> conditions.put(
                        name,
                        new AttributeCondition(
                                ComparisonOperator.valueOf(one.required("ComparisonOperator")),
                                Objects.requireNonNullElse(one.values("AttributeValueList"), List.of()))));
        return conditions;
    }

    /** What {@code AttributeUpdates} says, by the names of attributes. */
    static Map<String, AttributeUpdate> attributeUpdates(Request request) {
        Map<String, AttributeUpdate> updates = new LinkedHashMap<>();
        request.structuresByName("AttributeUpdates").forEach((name, one) -> {
            String action = one.text("Action");
            updates.put(
                    name,
                    new AttributeUpdate(
                            action == null ? null : AttributeUpdate.Kind.valueOf(action), one.value("Value")));
        });
        return updates;
    }

    private static @Nullable ConditionalOperator operator(Request request) {
        String operator = request.text("ConditionalOperator");
        return operator == null ? null : ConditionalOperator.valueOf(operator);
    }
}
