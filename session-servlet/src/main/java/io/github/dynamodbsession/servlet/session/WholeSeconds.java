package io.github.dynamodbsession.servlet.session;

import java.time.Duration;

/** Intervals as {@code HttpSession} counts them. */
final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounded up: a session that ends within a second must not look like one that never does. */
    static int of(Duration interval) {
        long seconds = interval.getSeconds() + (interval.getNano() > 0 ? 1 : 0);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seconds));
    }
}
