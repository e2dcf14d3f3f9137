package io.github.dynamodbsession.emulator.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * DynamoDB's numbers: 38 significant digits, zero or a magnitude from 1E-130 to 9.9999999999999999999999999999999999999E+125
 * (DynamoDB Developer Guide, "Supported data types").
 */
public final class DynamoNumber {

    /** The most significant digits. */
    public static final int DIGITS = 38;

    /** How sums are made: exact, and refused by {@link #checked} when they are not. */
    public static final MathContext EXACT = new MathContext(2 * DIGITS + 2, RoundingMode.HALF_EVEN);

    private static final int GREATEST_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;

    /** More digits than a long has. */
    private static final int MAX_EXPONENT_DIGITS = 18;

    private static final int SANE_EXPONENT = 6;
    private static final long SANE = 10_000_000;

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    private DynamoNumber() {}

    /** Why a number is refused. */
    public enum Refusal {
        /** It is no decimal number. */
        NOT_NUMERIC,
        /** Its magnitude is too large. */
        OVERFLOW,
        /** Its magnitude is too small. */
        UNDERFLOW,
        /** It has more than 38 significant digits. */
        TOO_PRECISE
    }

    /** A number is refused. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }

        /** Why. */
        public Refusal refusal() {
            return refusal;
        }
    }

    /**
     * Reads a number as a client sent it.
     *
     * @throws RefusedException if it is none, or beyond what DynamoDB stores
     */
    public static BigDecimal parse(String text) throws RefusedException {
        int length = text.length();
        if (length == 0 || !looksLikeANumber(text)) {
            throw new RefusedException(Refusal.NOT_NUMERIC);
        }
        if (length < 18 && isPlainInteger(text)) {
            return normalized(BigDecimal.valueOf(Long.parseLong(text)));
        }
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e >= 0) {
            return checked(withExponent(text.substring(0, e), text.substring(e + 1)));
        }
        return checked(new BigDecimal(text));
    }

    private static BigDecimal withExponent(String mantissa, String exponent) throws RefusedException {
        BigDecimal number = normalized(new BigDecimal(mantissa));
        boolean negative = exponent.startsWith("-");
        String digits = negative || exponent.startsWith("+") ? exponent.substring(1) : exponent;
        digits = LEADING_ZEROS.matcher(digits).replaceFirst("");
        if (digits.length() > MAX_EXPONENT_DIGITS) {
            throw new RefusedException(Refusal.NOT_NUMERIC);
        }
        long power = digits.length() > SANE_EXPONENT ? SANE : Long.parseLong(digits);
        if (number.signum() == 0) {
            refuseZero(negative ? -power : power);
            return number;
        }
        if (power == SANE) {
            throw new RefusedException(negative ? Refusal.UNDERFLOW : Refusal.OVERFLOW);
        }
        return number.scaleByPowerOfTen((int) (negative ? -power : power));
    }

    /** The service looks at the exponent of a zero too. */
    private static void refuseZero(long power) throws RefusedException {
        if (power > GREATEST_EXPONENT) {
            throw new RefusedException(Refusal.OVERFLOW);
        }
        if (power < MIN_EXPONENT) {
            throw new RefusedException(Refusal.UNDERFLOW);
        }
    }

    /**
     * {@return the number without trailing zeros}
     *
     * @throws RefusedException if it is beyond what DynamoDB stores
     */
    public static BigDecimal checked(BigDecimal number) throws RefusedException {
        BigDecimal normal = normalized(number);
        if (normal.signum() == 0) {
            return normal;
        }
        int exponent = normal.precision() - normal.scale() - 1;
        if (exponent > GREATEST_EXPONENT) {
            throw new RefusedException(Refusal.OVERFLOW);
        }
        if (exponent < MIN_EXPONENT) {
            throw new RefusedException(Refusal.UNDERFLOW);
        }
        if (normal.precision() > DIGITS) {
            throw new RefusedException(Refusal.TOO_PRECISE);
        }
        return normal;
    }

    /** The number as DynamoDB writes it: all its digits, no exponent, no needless zero. */
    public static String text(BigDecimal number) {
        return number.toPlainString();
    }

    private static BigDecimal normalized(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static boolean isPlainInteger(String text) {
        for (int i = text.charAt(0) == '-' && text.length() > 1 ? 1 : 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** An optional sign, digits with at most one dot and at least one digit, an optional exponent. */
    private static boolean looksLikeANumber(String text) {
        int i = isSign(text.charAt(0)) ? 1 : 0;
        int digits = 0;
        boolean dot = false;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits++;
            } else if (c == '.' && !dot) {
                dot = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (i == text.length()) {
            return true;
        }
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        i++;
        if (i < text.length() && isSign(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return false;
        }
        for (; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
