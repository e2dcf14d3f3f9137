package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** JSON numbers, and their supported range. */
final class Numbers {

    /** Parsing takes quadratic time, so that a longer literal could keep a node busy. */
    static final int MAX_LENGTH = 10_000;

    /** A decimal with a greater exponent is short, but exhausts the memory as soon as code calculates with it. */
    static final int MAX_SCALE = 10_000;

    private static final Pattern LITERAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private Numbers() {}

    /** Returns the literal if it is a valid JSON number. */
    static String checkedLiteral(String literal) {
        if (!isLiteral(checkedLength(literal))) {
            throw new SessionCodecException("has a malformed number in its JSON.");
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

    /** Rejects a literal beyond the range of the type, instead of returning infinity. */
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
            throw new SessionCodecException("has a number beyond the range of its type.");
        }
        return value;
    }

    private static BigDecimal checkedScale(BigDecimal value) {
        return inRange(value, value.scale() > MAX_SCALE || value.scale() < -MAX_SCALE);
    }

    private static String checkedLength(String text) {
        return inRange(text, text.length() > MAX_LENGTH);
    }
}
