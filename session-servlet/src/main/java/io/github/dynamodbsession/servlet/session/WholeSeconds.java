package io.github.dynamodbsession.servlet.session;

import java.time.Duration;

/** Converts intervals to whole seconds, as used by {@code HttpSession}. */
final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounds up: a session that expires within a second must not look like one that never expires. */
    static int of(Duration interval) {
        long seconds = interval.getSeconds() + (interval.getNano() > 0 ? 1 : 0);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seconds));
    }
}
