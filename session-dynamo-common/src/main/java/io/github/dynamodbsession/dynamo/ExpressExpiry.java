package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a session store for Express states and judges the end of a session, in the number attribute {@code expires}. An end
 * here is the first instant at which the session is absent. Immutable.
 */
interface ExpressExpiry {

    /** The number attribute. */
    String ATTRIBUTE = "expires";

    /** The number for an end; null: the attribute is left out. */
    Value.@Nullable N of(@Nullable Instant end);

    /** What an item's attribute says; null: the store takes an item without it for absent. */
    @Nullable
    End read(@Nullable Value value);

    /** The condition of a session that is alive, as far as {@code expires} says. */
    String alive(ExpressionBuilder expression, Instant now);

    /** The condition of a session that has expired. */
    String expired(ExpressionBuilder expression, Instant now);

    /** The condition that the end is still this one. */
    String unchanged(ExpressionBuilder expression, Instant end);

    /** How far two ends may be apart that have the same number. */
    Duration step();

    /**
     * The end of a session.
     *
     * @param at null: never
     */
    record End(@Nullable Instant at) {}

    /** The exact decimal of a number; null if it is none. */
    private static @Nullable BigDecimal decimal(@Nullable Value value) {
        return value instanceof Value.N number ? new BigDecimal(number.content()) : null;
    }

    private static Instant instant(BigDecimal millis) {
        try {
            return Instant.ofEpochMilli(millis.longValueExact());
        } catch (ArithmeticException e) {
            throw new BrokenJsonException("has an expiry that is out of range");
        }
    }

    private static String compared(ExpressionBuilder expression, String operator, long number) {
        return expression.name(ATTRIBUTE) + operator + expression.value(Value.N.of(number));
    }

    /**
     * Epoch milliseconds, the last ones at which the session is alive. An item without {@code expires} is absent, so a
     * session that never expires has the latest time that JavaScript knows.
     */
    record Milliseconds() implements ExpressExpiry {

        /** ECMA-262, "Time Values and Time Range". */
        private static final long LATEST = 8_640_000_000_000_000L;

        @Override
        public Value.N of(@Nullable Instant end) {
            return Value.N.of(end == null ? LATEST : end.toEpochMilli() - 1);
        }

        @Override
        public @Nullable End read(@Nullable Value value) {
            BigDecimal millis = decimal(value);
            if (millis == null) {
                return null;
            }
            return millis.compareTo(BigDecimal.valueOf(LATEST)) >= 0
                    ? new End(null)
                    : new End(instant(millis.setScale(0, RoundingMode.FLOOR)).plusMillis(1));
        }

        @Override
        public String alive(ExpressionBuilder expression, Instant now) {
            return compared(expression, ">=", now.toEpochMilli());
        }

        @Override
        public String expired(ExpressionBuilder expression, Instant now) {
            return compared(expression, "<", now.toEpochMilli());
        }

        @Override
        public String unchanged(ExpressionBuilder expression, Instant end) {
            return compared(expression, ">=", end.toEpochMilli() - 1) + " AND "
                    + compared(expression, "<", end.toEpochMilli());
        }

        @Override
        public Duration step() {
            return Duration.ofMillis(1);
        }
    }

    /**
     * Epoch seconds, compared with the whole seconds of the time: a session ends with the first whole second that is not
     * less. Written as whole seconds, rounded up; read with any fraction.
     *
     * @param isOptional whether a session without {@code expires} never ends; otherwise it is absent, and one that never
     *     ends has the latest time that JavaScript knows
     */
    record Seconds(boolean isOptional) implements ExpressExpiry {

        private static final long MILLIS = 1_000;

        /** ECMA-262, "Time Values and Time Range". */
        private static final long LATEST = 8_640_000_000_000L;

        @Override
        public Value.@Nullable N of(@Nullable Instant end) {
            if (end == null) {
                return isOptional ? null : Value.N.of(LATEST);
            }
            return Value.N.of(-Math.floorDiv(-end.toEpochMilli(), MILLIS));
        }

        @Override
        public @Nullable End read(@Nullable Value value) {
            BigDecimal seconds = decimal(value);
            if (seconds == null) {
                return isOptional ? new End(null) : null;
            }
            return !isOptional && seconds.compareTo(BigDecimal.valueOf(LATEST)) >= 0
                    ? new End(null)
                    : new End(instant(seconds.setScale(0, RoundingMode.CEILING).multiply(BigDecimal.valueOf(MILLIS))));
        }

        @Override
        public String alive(ExpressionBuilder expression, Instant now) {
            String later = compared(expression, ">", now.getEpochSecond());
            return isOptional ? "(attribute_not_exists(" + expression.name(ATTRIBUTE) + ") OR " + later + ")" : later;
        }

        @Override
        public String expired(ExpressionBuilder expression, Instant now) {
            return compared(expression, "<=", now.getEpochSecond());
        }

        @Override
        public String unchanged(ExpressionBuilder expression, Instant end) {
            return compared(expression, ">", end.getEpochSecond() - 1) + " AND "
                    + compared(expression, "<=", end.getEpochSecond());
        }

        @Override
        public Duration step() {
            return Duration.ofSeconds(1);
        }
    }
}
