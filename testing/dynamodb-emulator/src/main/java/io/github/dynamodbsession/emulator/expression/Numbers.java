package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.DynamoNumber;
import java.math.BigDecimal;

/** Sums of numbers; refused where they are beyond what DynamoDB stores. */
final class Numbers {

    private Numbers() {}

    static AttributeValue sum(AttributeValue.N one, AttributeValue.N two) {
        return checked(one.value().add(two.value()));
    }

    static AttributeValue difference(AttributeValue.N one, AttributeValue.N two) {
        return checked(one.value().subtract(two.value()));
    }

    private static AttributeValue checked(BigDecimal exact) {
        try {
            return new AttributeValue.N(DynamoNumber.checked(exact));
        } catch (DynamoNumber.RefusedException e) {
            throw ApiException.validation(
                    switch (e.refusal()) {
                        case UNDERFLOW ->
                            "Number underflow. Attempting to store a number with magnitude smaller than supported range";
                        // Too many digits as well, whatever the words.
                        default ->
                            "Number overflow. Attempting to store a number with magnitude larger than supported range";
                    });
        }
    }
}
