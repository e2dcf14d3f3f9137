package io.github.dynamodbsession.emulator.table;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;

/** A number as bytes whose order is that of the numbers: what the hash of a partition key is made from. */
final class NumberBytes {

    private static final int ZERO = 0x80;
    private static final int BIAS = 0xC0;
    private static final int COMPLEMENT = 101;
    private static final int END_OF_NEGATIVE = 102;
    private static final int MAX_PAIRS = 20;

    private NumberBytes() {}

    static byte[] of(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {(byte) ZERO};
        }
        boolean negative = number.signum() < 0;
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - number.scale();
        if ((exponent & 1) != 0) {
            digits = "0" + digits;
            exponent++;
        }
        if ((digits.length() & 1) != 0) {
            digits = digits + "0";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int first = exponent / 2 + BIAS;
        bytes.write(negative ? ~first : first);
        for (int i = 0; i < digits.length(); i += 2) {
            int pair = Integer.parseInt(digits.substring(i, i + 2));
            bytes.write(negative ? COMPLEMENT - pair : pair + 1);
        }
        if (negative && bytes.size() <= MAX_PAIRS) {
            bytes.write(END_OF_NEGATIVE);
        }
        return bytes.toByteArray();
    }
}
