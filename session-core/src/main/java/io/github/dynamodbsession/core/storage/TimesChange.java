package io.github.dynamodbsession.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * New times for a session, with the interval that they were computed from. They apply only if {@link
 * #appliesTo(SessionTimes)} holds for the stored session at that moment: times never move backwards, and a touch never
 * undoes an interval that another request set. Immutable, truncated to milliseconds.
 *
 * @param expectedInterval the stored interval that these times were computed from
 * @param lastAccessedAt the new last access
 * @param maxInactiveInterval the new interval; for a touch the expected one
 * @param expiresAt the new expiry; null: never
 */
public record TimesChange(
        Duration expectedInterval, Instant lastAccessedAt, Duration maxInactiveInterval, @Nullable Instant expiresAt) {

    /**
     * Truncates all times to milliseconds.
     *
     * @param expectedInterval the stored interval that these times were computed from
     * @param lastAccessedAt the new last access
     * @param maxInactiveInterval the new interval
     * @param expiresAt the new expiry; null: never
     */
    public TimesChange {
        expectedInterval = expectedInterval.truncatedTo(ChronoUnit.MILLIS);
        lastAccessedAt = lastAccessedAt.truncatedTo(ChronoUnit.MILLIS);
        maxInactiveInterval = maxInactiveInterval.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Whether these times may replace stored ones: the stored interval is the expected one, and the stored last
     * access is not later than the new one.
     *
     * @param stored the stored times
     * @return true if they may
     */
    public boolean appliesTo(SessionTimes stored) {
        return stored.maxInactiveInterval().equals(expectedInterval)
                && !stored.lastAccessedAt().isAfter(lastAccessedAt);
    }
}
