package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ValueOrder;
import java.util.List;

/**
 * What a filter or key condition of the older parameters asks of one attribute.
 *
 * @param operator how it is compared; not {@code null}
 * @param values with what; empty if there are none
 */
public record AttributeCondition(ComparisonOperator operator, List<AttributeValue> values) {

    private static final String INVALID = "One or more parameter values were invalid: ";

    /** One with values that are left alone from now on. */
    public AttributeCondition {
        values = List.copyOf(values);
    }

    /** Refuses values that the operator does not take. */
    void check() {
        if (!operator.takes(values.size())) {
            throw invalid("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        for (AttributeValue value : values) {
            if (!value.type().equals(values.get(0).type())) {
                throw invalid("AttributeValues inside AttributeValueList must be of same type");
            }
        }
        for (AttributeValue value : values) {
            if (!operator.takes(value.type())) {
                throw invalid("ComparisonOperator " + operator + " is not valid for " + value.type()
                        + " AttributeValue type");
            }
        }
        if (operator == ComparisonOperator.BETWEEN && ValueOrder.compare(values.get(0), values.get(1)) > 0) {
            throw ApiException.validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    private static ApiException invalid(String why) {
        return ApiException.validation(INVALID + why);
    }
}
