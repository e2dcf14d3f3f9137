package io.github.dynamodbsession.core.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The times of a session. Immutable; truncated to milliseconds, so that all storages agree.
 *
 * @param createdAt when the session was created
 * @param lastAccessedAt the last recorded access, up to {@code touchAfter} before the actual one
 * @param maxInactiveInterval how long the session lives without an access; zero or negative: unlimited, as in Jakarta
 *     Servlet 6.1, {@code HttpSession.setMaxInactiveInterval}
 * @param expiresAt the first instant at which the session is absent, whether or not it has been removed; null: never
 * @param idSince since when the session has its id: its creation, or a later id change of a store that renews ids
 */
public record SessionTimes(
        Instant createdAt,
        Instant lastAccessedAt,
        Duration maxInactiveInterval,
        @Nullable Instant expiresAt,
        Instant idSince) {

    private static final Instant FIRST = Instant.parse("-9999-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Duration MAX_INTERVAL = Duration.ofDays(3_652_500);
    private static final Duration MIN_INTERVAL = MAX_INTERVAL.negated();

    /** After the last access by an interval and the slack of a touch. */
    private static final Instant LAST_EXPIRY = Instant.parse("+30000-01-01T00:00:00Z");

    /**
     * Truncates all times to milliseconds.
     *
     * @param createdAt when the session was created
     * @param lastAccessedAt the last recorded access
     * @param maxInactiveInterval how long the session lives without an access
     * @param expiresAt when the session expires; null: never
     * @param idSince since when the session has its id
     */
    public SessionTimes {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        lastAccessedAt = lastAccessedAt.truncatedTo(ChronoUnit.MILLIS);
        maxInactiveInterval = maxInactiveInterval.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        idSince = idSince.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The times of a session that has its id since its creation.
     *
     * @param createdAt when the session was created
     * @param lastAccessedAt the last recorded access
     * @param maxInactiveInterval how long the session lives without an access
     * @param expiresAt when the session expires; null: never
     */
    public SessionTimes(
            Instant createdAt, Instant lastAccessedAt, Duration maxInactiveInterval, @Nullable Instant expiresAt) {
        this(createdAt, lastAccessedAt, maxInactiveInterval, expiresAt, createdAt);
    }

    /**
     * Whether the session is absent at an instant: from {@link #expiresAt} on.
     *
     * @param now the instant
     * @return true if it is
     */
    public boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /**
     * Whether these are valid times of a session: from the year -9999 to the year 9999, with an interval of at most
     * 10,000 years, and an expiry before the year 30,000. Then times that are computed from them, such as by a touch,
     * are in range, too. Other times were written by other software, or are corrupt: a storage that reads them throws a
     * {@link io.github.dynamodbsession.core.error.SessionStorageException}.
     *
     * @return true if each is
     */
    public boolean isInRange() {
        return isBetween(createdAt, LAST)
                && isBetween(lastAccessedAt, LAST)
                && maxInactiveInterval.compareTo(MAX_INTERVAL) <= 0
                && maxInactiveInterval.compareTo(MIN_INTERVAL) >= 0
                && (expiresAt == null || isBetween(expiresAt, LAST_EXPIRY))
                && isBetween(idSince, LAST);
    }

    private static boolean isBetween(Instant time, Instant end) {
        return !time.isBefore(FIRST) && time.isBefore(end);
    }

    /**
     * These times after a change.
     *
     * @param change what to change
     * @return the new times; the creation time and the age of the id are unchanged
     */
    public SessionTimes with(TimesChange change) {
        return new SessionTimes(
                createdAt, change.lastAccessedAt(), change.maxInactiveInterval(), change.expiresAt(), idSince);
    }

    /**
     * Whether the session has its id since its creation, as far as is known. Then a storage need not store {@link
     * #idSince}.
     *
     * @return true if it has
     */
    public boolean isFirstId() {
        return idSince.equals(createdAt);
    }

    /**
     * These times of a session that gets another id.
     *
     * @param since since when it has it
     * @return the new times; all others are unchanged
     */
    public SessionTimes withIdSince(Instant since) {
        return new SessionTimes(createdAt, lastAccessedAt, maxInactiveInterval, expiresAt, since);
    }

    /**
     * These times with another expiry.
     *
     * @param expiry when the session expires; null: never
     * @return the new times; all others are unchanged
     */
    SessionTimes withExpiry(@Nullable Instant expiry) {
        return new SessionTimes(createdAt, lastAccessedAt, maxInactiveInterval, expiry, idSince);
    }
}
