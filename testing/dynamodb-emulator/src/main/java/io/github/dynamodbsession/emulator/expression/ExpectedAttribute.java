package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Expected} asks of one attribute; each part is {@code null} if the request does not have it.
 *
 * @param exists whether it must be there
 * @param value the value that it must have, or that it is compared with
 * @param operator how it is compared
 * @param values what it is compared with
 */
public record ExpectedAttribute(
        @Nullable Boolean exists,
        @Nullable AttributeValue value,
        @Nullable ComparisonOperator operator,
        @Nullable List<AttributeValue> values) {

    /** What it asks for, without the many ways to say so. */
    AttributeCondition condition(String attribute) {
        if (values != null && value != null) {
            throw invalid("Value and AttributeValueList cannot be used together", attribute);
        }
        if (operator != null) {
            return condition(operator, attribute);
        }
        if (values != null) {
            throw invalid("AttributeValueList can only be used with a ComparisonOperator", attribute);
        }
        boolean wanted = exists == null || exists;
        if (value == null) {
            if (wanted) {
                throw invalid("Value must be provided when Exists is " + exists, attribute);
            }
            return new AttributeCondition(ComparisonOperator.NULL, List.of());
        }
        if (!wanted) {
            throw invalid("Value cannot be used when Exists is false", attribute);
        }
        return new AttributeCondition(ComparisonOperator.EQ, List.of(value));
    }

    private AttributeCondition condition(ComparisonOperator by, String attribute) {
        if (exists != null) {
            throw invalid("Exists and ComparisonOperator cannot be used together", attribute);
        }
        List<AttributeValue> with = values;
        if (with == null) {
            if (value == null && !by.takes(0)) {
                throw invalid("Value or AttributeValueList must be used with ComparisonOperator: " + by, attribute);
            }
            with = value == null ? List.of() : List.of(value);
        }
        AttributeCondition condition = new AttributeCondition(by, with);
        condition.check();
        return condition;
    }

    private static ApiException invalid(String why, String attribute) {
        return ApiException.validation(
                "One or more parameter values were invalid: " + why + " for Attribute: " + attribute);
    }
}
