package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code cookie} of a session of Express. Only {@code expires} and {@code originalMaxAge} are ever changed.
 * Immutable.
 *
 * @param text its JSON
 */
record ExpressCookie(JsonObjectText text) {

    static final String NAME = "cookie";

    private static final String MAX_AGE = "originalMaxAge";
    private static final String EXPIRES = "expires";
    private static final String NULL = "null";

    /** The maximum that {@link SessionTimes#isInRange} allows. */
    private static final Duration LONGEST = Duration.ofDays(3_652_500);

    /** After it, JavaScript writes years with a sign and six digits (ECMA-262, "Date Time String Format"). */
    private static final int LAST_YEAR = 9_999;

    /**
     * The interval of the session.
     *
     * @return null for a cookie that lives as long as the browser: the store decides
     */
    @Nullable
    Duration maxAge() {
        String json = text.get(MAX_AGE);
        if (json == null || json.equals(NULL)) {
            return null;
        }
        Double millis = number(json);
        if (millis == null) {
            return null;
        }
        Duration interval = Duration.ofMillis(Math.max(1, (long) Math.floor(millis)));
        return interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
    }

    /** A JSON number as JavaScript reads it; null if it is none. */
    static @Nullable Double number(String json) {
        return json.charAt(0) == '-' || Character.isDigit(json.charAt(0)) ? (Double) Double.parseDouble(json) : null;
    }

    /**
     * This cookie after its session got these times, as express-session moves it with each touch.
     *
     * @param ttl the interval that the store gives to a session whose cookie lives as long as the browser
     * @param step how exactly the store states the end
     */
    ExpressCookie with(SessionTimes times, Duration ttl, Duration step) {
        Duration interval = times.maxInactiveInterval();
        Instant end = times.expiresAt();
        Duration before = maxAge();
        Map<String, String> set = new LinkedHashMap<>();
        if (end == null || interval.isZero() || interval.isNegative() || (interval.equals(ttl) && before == null)) {
            putIfOther(set, MAX_AGE, NULL);
            putIfOther(set, EXPIRES, NULL);
        } else {
            if (!interval.equals(before)) {
                set.put(MAX_AGE, Long.toString(interval.toMillis()));
            }
            Instant exact = times.lastAccessedAt().plus(interval);
            boolean isRounded =
                    !exact.isAfter(end) && Duration.between(exact, end).compareTo(step) <= 0;
            putIfOther(set, EXPIRES, '"' + iso(isRounded ? exact : end) + '"');
        }
        return new ExpressCookie(text.with(set, Set.of()));
    }

    private void putIfOther(Map<String, String> set, String name, String json) {
        if (!json.equals(text.get(name))) {
            set.put(name, json);
        }
    }

    /** As {@code Date.prototype.toISOString} of JavaScript. */
    private static String iso(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        String year = time.getYear() > LAST_YEAR || time.getYear() < 0 ? "%+07d" : "%04d";
        return String.format(
                Locale.ROOT,
                year + "-%02d-%02dT%02d:%02d:%02d.%03dZ",
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano() / 1_000_000);
    }
}
