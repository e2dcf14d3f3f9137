package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a session expires, and when an access is written. Pure and immutable.
 *
 * <p>A touch is not written more often than once in a <em>slack</em>: {@code touchAfter}, but at most a tenth of the
 * session's interval. The stored expiry carries the same slack, so that a session whose last accesses were not
 * written still lives its whole interval from the last of them.
 *
 * @param touchAfter the maximum age of the recorded access before another is written; zero: every access is written
 * @param absoluteLifetime the maximum lifetime of a session from its creation; null: unlimited
 * @param renewal when the session's id is renewed
 */
record ExpiryPolicy(Duration touchAfter, @Nullable Duration absoluteLifetime, IdRenewal renewal) {

    private static final int PARTS_OF_INTERVAL = 10;

    /** Without renewal of ids. */
    ExpiryPolicy(Duration touchAfter, @Nullable Duration absoluteLifetime) {
        this(touchAfter, absoluteLifetime, IdRenewal.OFF);
    }

    /** The times of a session that begins now. */
    SessionTimes begin(Instant now, Duration interval) {
        return new SessionTimes(now, now, interval, expiry(now, now, interval));
    }

    /** Whether a session is absent: its stored expiry has passed, or its lifetime is over. */
    boolean isOver(SessionTimes stored, Instant now) {
        return stored.isExpiredAt(now) || isLifetimeOver(stored, now);
    }

    /** The lifetime may have been introduced, or shortened, after the expiry was stored. */
    boolean isLifetimeOver(SessionTimes stored, Instant now) {
        return absoluteLifetime != null && !now.isBefore(stored.createdAt().plus(absoluteLifetime));
    }

    /**
     * Whether an access at this time is to be written. A request whose access is already recorded writes another one
     * only if it runs for so long that the session might expire.
     */
    boolean isTouchDue(SessionTimes stored, boolean accessRecorded, Instant now) {
        Duration interval = stored.maxInactiveInterval();
        Duration age = Duration.between(stored.lastAccessedAt(), now);
        if (age.isNegative()) {
            return false;
        }
        if (accessRecorded) {
            return !isUnlimited(interval) && age.compareTo(tenth(interval)) >= 0;
        }
        return age.compareTo(slack(interval)) >= 0 || endsTooEarly(stored, now);
    }

    /**
     * Whether the stored expiry has too little slack for this access: a node with a smaller {@code touchAfter} wrote
     * it.
     */
    private boolean endsTooEarly(SessionTimes stored, Instant now) {
        Instant expiresAt = stored.expiresAt();
        if (expiresAt == null) {
            return false;
        }
        Duration interval = stored.maxInactiveInterval();
        Instant needed = withinLifetime(stored.createdAt(), isUnlimited(interval) ? null : now.plus(interval));
        return needed == null || needed.isAfter(expiresAt);
    }

    /** Whether a session is so close to its expiry that it is touched before the request uses it. */
    boolean isNearItsEnd(SessionTimes stored, Instant now) {
        Instant expiresAt = stored.expiresAt();
        if (expiresAt == null || isUnlimited(stored.maxInactiveInterval())) {
            return false;
        }
        if (Duration.between(now, expiresAt).compareTo(tenth(stored.maxInactiveInterval())) >= 0) {
            return false;
        }
        Instant extended = touch(stored, now).expiresAt();
        return extended != null && extended.isAfter(expiresAt);
    }

    /** An access: times only move forward, even if this node's clock is behind another's. */
    TimesChange touch(SessionTimes stored, Instant now) {
        Duration interval = stored.maxInactiveInterval();
        Instant accessed = later(stored.lastAccessedAt(), now);
        return new TimesChange(interval, accessed, interval, notEarlier(stored, expiry(stored, accessed, interval)));
    }

    /** An access that sets another interval as well. */
    TimesChange changeInterval(SessionTimes stored, Duration interval, Instant now) {
        Instant accessed = later(stored.lastAccessedAt(), now);
        return new TimesChange(stored.maxInactiveInterval(), accessed, interval, expiry(stored, accessed, interval));
    }

    /** Another node may have allowed more slack; its expiry is kept, within the absolute lifetime. */
    private @Nullable Instant notEarlier(SessionTimes stored, @Nullable Instant expiry) {
        Instant promised = stored.expiresAt();
        if (promised == null || expiry == null || !promised.isAfter(expiry)) {
            return expiry;
        }
        return withinLifetime(stored.createdAt(), promised);
    }

    private @Nullable Instant expiry(SessionTimes stored, Instant accessed, Duration interval) {
        return expiry(stored.createdAt(), accessed, interval);
    }

    private @Nullable Instant expiry(Instant createdAt, Instant accessed, Duration interval) {
        Instant byAccess =
                isUnlimited(interval) ? null : accessed.plus(interval).plus(slack(interval));
        return withinLifetime(createdAt, byAccess);
    }

    private @Nullable Instant withinLifetime(Instant createdAt, @Nullable Instant expiry) {
        if (absoluteLifetime == null) {
            return expiry;
        }
        Instant deadline = createdAt.plus(absoluteLifetime);
        return expiry == null || deadline.isBefore(expiry) ? deadline : expiry;
    }

    private Duration slack(Duration interval) {
        if (isUnlimited(interval)) {
            return touchAfter;
        }
        Duration tenth = tenth(interval);
        return touchAfter.compareTo(tenth) <= 0 ? touchAfter : tenth;
    }

    private static Duration tenth(Duration interval) {
        // In milliseconds, of which intervals are made: Duration would divide a BigDecimal, several times a request.
        return Duration.ofMillis(interval.toMillis() / PARTS_OF_INTERVAL);
    }

    private static boolean isUnlimited(Duration interval) {
        return interval.isZero() || interval.isNegative();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
