package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Epoch seconds with a fraction that counts, since the contract asks for milliseconds. The real ones are compared in whole
 * seconds ({@link ExpressExpiryTest}).
 */
record ExactSeconds() implements ExpressExpiry {

    @Override
    public Value.@Nullable N of(@Nullable Instant end) {
        return end == null ? null : seconds(end);
    }

    private static Value.N seconds(Instant instant) {
        return new Value.N(BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString());
    }

    @Override
    public End read(@Nullable Value value) {
        return new End(
                value instanceof Value.N number
                        ? Instant.ofEpochMilli(new BigDecimal(number.content())
                                .scaleByPowerOfTen(3)
                                .longValueExact())
                        : null);
    }

    @Override
    public String alive(ExpressionBuilder expression, Instant now) {
        String name = expression.name(ATTRIBUTE);
        return "(attribute_not_exists(" + name + ") OR " + name + ">" + expression.value(seconds(now)) + ")";
    }

    @Override
    public String expired(ExpressionBuilder expression, Instant now) {
        return expression.name(ATTRIBUTE) + "<=" + expression.value(seconds(now));
    }

    @Override
    public String unchanged(ExpressionBuilder expression, Instant end) {
        return expression.name(ATTRIBUTE) + "=" + expression.value(seconds(end));
    }

    @Override
    public Duration step() {
        return Duration.ofMillis(1);
    }
}
