package io.github.dynamodbsession.core.storage;

import java.time.Instant;

/**
 * Write tokens: each identifies one write of content, and contains the time at which it was decided. A token is that
 * time, as nine digits of base 36, followed by random characters; so the order of tokens as text is the order of their
 * times, and a storage can compare them in conditions.
 */
public final class WriteTokens {

    private static final int TIME_DIGITS = 9;
    private static final int RADIX = 36;
    private static final long LATEST = 101_559_956_668_415L; // 36 to the 9th, less one: in the year 5188

    private WriteTokens() {}

    /**
     * The token of a write.
     *
     * @param decidedAt when the write was decided; truncated to milliseconds
     * @param random what distinguishes it from other writes in the same millisecond: at least six unpredictable
     *     characters of {@code A-Z a-z 0-9 - _}
     * @return the token
     */
    public static String of(Instant decidedAt, String random) {
        String digits = Long.toString(Math.max(0, Math.min(LATEST, decidedAt.toEpochMilli())), RADIX);
        return "0".repeat(TIME_DIGITS - digits.length()) + digits + random;
    }

    /**
     * When a write was decided.
     *
     * @param token its token
     * @return the time; the start of 1970 for a token in another format
     */
    public static Instant decidedAt(String token) {
        return Instant.ofEpochMilli(decidedAtMilli(token));
    }

    static long decidedAtMilli(String token) {
        try {
            return Long.parseUnsignedLong(token, 0, TIME_DIGITS, RADIX);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }
}
