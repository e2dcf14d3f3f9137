package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers as JSON has them, and the range that is worth keeping. */
final class Numbers {

    /** Longer ones take quadratic time to read, so that a short value could keep a node busy. */
    static final int LONGEST = 10_000;

    /** A decimal with a greater exponent is short to write and fills the memory once somebody calculates with it. */
    static final int GREATEST_SCALE = 10_000;

    private static final Pattern LITERAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private Numbers() {}

    /** The same, if it is a number of JSON. */
    static String checkedLiteral(String literal) {
        if (!isLiteral(checkedLength(literal))) {
            throw new SessionCodecException("has a number in its JSON that is not a number.");
        }
        return literal;
    }

    static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    static BigInteger bigInteger(String text) {
        return new BigInteger(checkedLength(text));
    }

    static String print(BigInteger value) {
        return checkedLength(value.toString());
    }

    static BigDecimal bigDecimal(String text) {
        return checkedScale(new BigDecimal(checkedLength(text)));
    }

    static String print(BigDecimal value) {
        return checkedLength(checkedScale(value).toString());
    }

    /** A literal that is beyond the range of the type is not taken for infinity. */
    static double parseDouble(String literal) {
        double value = Double.parseDouble(literal);
        return inRange(value, Double.isInfinite(value) && !literal.endsWith("Infinity"));
    }

    static float parseFloat(String literal) {
        float value = Float.parseFloat(literal);
        return inRange(value, Float.isInfinite(value) && !literal.endsWith("Infinity"));
    }

    private static <T> T inRange(T value, boolean beyond) {
        if (beyond) {
            throw new SessionCodecException("has a number that is beyond the range of its type.");
        }
        return value;
    }

    private static BigDecimal checkedScale(BigDecimal value) {
        return inRange(value, value.scale() > GREATEST_SCALE || value.scale() < -GREATEST_SCALE);
    }

    private static String checkedLength(String text) {
        return inRange(text, text.length() > LONGEST);
    }
}
