package io.github.dynamodbsession.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: a number and a unit, such as {@code 20ms}, or {@code 0}. */
final class DurationText {

    private static final int MAX_DIGITS = 9;

    private DurationText() {}

    /** Reads a duration; {@code null} if the text is none. */
    static @Nullable Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            return null;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "" -> text.equals("0") ? Duration.ZERO : null;
            default -> null;
        };
    }
}
