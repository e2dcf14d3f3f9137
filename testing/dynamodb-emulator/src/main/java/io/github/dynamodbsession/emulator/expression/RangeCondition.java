package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;

/**
 * What a query asks of the second attribute of a key.
 *
 * @param attribute the name of the attribute
 * @param operator {@code EQ}, {@code LT}, {@code LE}, {@code GT}, {@code GE}, {@code BETWEEN} or {@code BEGINS_WITH}
 * @param value what it is compared with, or the lower bound
 * @param upper the upper bound of {@code BETWEEN}, and else the same as the value
 */
public record RangeCondition(
        String attribute, ComparisonOperator operator, AttributeValue value, AttributeValue upper) {

    /** Whether it holds for a value of the attribute, which is not {@code null}. */
    public boolean holds(AttributeValue key) {
        return operator.holds(key, operator == ComparisonOperator.BETWEEN ? List.of(value, upper) : List.of(value));
    }
}
