package io.github.dynamodbsession.core.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** The encoding of texts in Java serialization, as {@link java.io.DataInput} describes it. */
final class ModifiedUtf8 {

    private static final int MAX_OF_ONE = 0x7F;
    private static final int MAX_OF_TWO = 0x7FF;

    private ModifiedUtf8() {}

    /** How many bytes a text takes; at most {@link Integer#MAX_VALUE}. */
    static int length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > MAX_OF_TWO) {
                length += 2;
            } else if (c > MAX_OF_ONE || c == 0) {
                length++;
            }
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /**
     * Writes a text.
     *
     * @param bytes takes it
     * @param start where it begins there; {@link #length} bytes follow
     */
    static void encode(String text, byte[] bytes, int start) {
        int at = start;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != 0 && c <= MAX_OF_ONE) {
                bytes[at++] = (byte) c;
            } else if (c <= MAX_OF_TWO) {
                bytes[at++] = (byte) (0xC0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                bytes[at++] = (byte) (0xE0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[at++] = (byte) (0x80 | (c & 0x3F));
            }
        }
    }

    /** The text from {@code start} to before {@code end}; null unless each character is written in as few bytes as it takes. */
    static @Nullable String decode(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] > 0) {
            at++;
        }
        return at == end ? new String(bytes, start, at - start, ISO_8859_1) : decodeSlowly(bytes, start, end);
    }

    private static @Nullable String decodeSlowly(byte[] bytes, int start, int end) {
        char[] chars = new char[end - start];
        int count = 0;
        int at = start;
        while (at < end) {
            int first = bytes[at++];
            int value = first;
            if (first <= 0) {
                boolean isOfThree = (first & 0xF0) == 0xE0;
                if (!isOfThree && (first & 0xE0) != 0xC0) {
                    return null;
                }
                value = first & (isOfThree ? 0x0F : 0x1F);
                for (int more = isOfThree ? 2 : 1; more > 0; more--, at++) {
                    if (at == end || (bytes[at] & 0xC0) != 0x80) {
                        return null;
                    }
                    value = (value << 6) | (bytes[at] & 0x3F);
                }
                boolean isShortest = isOfThree ? value > MAX_OF_TWO : value > MAX_OF_ONE || value == 0;
                if (!isShortest) {
                    return null;
                }
            }
            chars[count++] = (char) value;
        }
        return new String(chars, 0, count);
    }
}
