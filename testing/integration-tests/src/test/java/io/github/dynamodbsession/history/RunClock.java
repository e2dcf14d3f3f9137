package io.github.dynamodbsession.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a run: nanoseconds since its start, and the clocks of nodes, each with a constant offset. */
final class RunClock {

    private final Instant began = Instant.now();
    private final long origin = System.nanoTime();

    long nanos() {
        return System.nanoTime() - origin;
    }

    long nanosOf(Instant instant) {
        return Duration.between(began, instant).toNanos();
    }

    Clock ahead(long nanos) {
        return new Clock() {
            @Override
            public Instant instant() {
                return began.plusNanos(nanos() + nanos);
            }

            private long nanos() {
                return RunClock.this.nanos();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("no zone but UTC is asked for");
            }
        };
    }
}
