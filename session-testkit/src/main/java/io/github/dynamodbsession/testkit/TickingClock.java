package io.github.dynamodbsession.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** A running clock that starts at some instant, for threads that really wait. */
final class TickingClock {

    private TickingClock() {}

    static Clock from(Instant start) {
        long began = System.nanoTime();
        InstantSource source = () -> start.plus(Duration.ofNanos(System.nanoTime() - began));
        return source.withZone(ZoneOffset.UTC);
    }
}
