package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import org.jspecify.annotations.Nullable;

/** Whether all of several older conditions must hold or one of them; named as in the protocol. */
public enum ConditionalOperator {
    /** All. */
    AND,
    /** One. */
    OR;

    /**
     * Checks that there is something to connect.
     *
     * @param operator {@code null} if the request has none
     * @param conditions how many conditions {@code Expected} or the filter has
     * @throws ApiException if there are none, or one
     */
    public static void check(@Nullable ConditionalOperator operator, int conditions) {
        if (operator == null || conditions > 1) {
            return;
        }
        throw ApiException.validation(
                conditions == 0
                        ? "ConditionalOperator cannot be used without Filter or Expected"
                        : "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }
}
