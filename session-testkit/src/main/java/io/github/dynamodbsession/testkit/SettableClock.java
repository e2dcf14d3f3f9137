package io.github.dynamodbsession.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it, and only moves forward. It starts at the present, in whole
 * milliseconds, so that a storage with its own clock does not take new sessions for expired ones.
 *
 * <p>Safe for use by any number of threads.
 */
public final class SettableClock extends Clock {

    private final AtomicReference<Instant> time;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /**
     * Creates a clock that starts at the present.
     *
     * @return a new clock, in UTC
     */
    public static SettableClock startingNow() {
        return startingAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Creates a clock that starts at a given time, such as that of another node whose clock is slow.
     *
     * @param start the time
     * @return a new clock, in UTC
     */
    public static SettableClock startingAt(Instant start) {
        return new SettableClock(new AtomicReference<>(Objects.requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    /**
     * Moves forward.
     *
     * @param duration by how much
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("This clock moves forward only, not by " + duration);
        }
        time.updateAndGet(now -> now.plus(duration));
    }

    /**
     * Moves forward to a time.
     *
     * @param instant the time; may be the current one
     * @throws IllegalArgumentException if it is before the current one
     */
    public void moveTo(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        time.updateAndGet(now -> {
            if (instant.isBefore(now)) {
                throw new IllegalArgumentException("This clock moves forward only, not from " + now + " to " + instant);
            }
            return instant;
        });
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(time.get(), "time");
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * This clock in another zone; moving one moves both.
     *
     * @param newZone the zone
     * @return a clock
     */
    @Override
    public Clock withZone(ZoneId newZone) {
        return new SettableClock(time, Objects.requireNonNull(newZone, "zone"));
    }

    @Override
    public String toString() {
        return "clock at " + instant();
    }
}
