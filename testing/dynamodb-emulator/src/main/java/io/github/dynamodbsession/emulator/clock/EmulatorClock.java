package io.github.dynamodbsession.emulator.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The emulator's time: it starts at the present, runs on by itself, and can be moved forward, never back. Safe for use by
 * any number of threads.
 */
public final class EmulatorClock implements InstantSource {

    private final InstantSource source;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** One that runs as the system's clock does. */
    public EmulatorClock() {
        this(Clock.systemUTC());
    }

    /** One that runs as another does. */
    public EmulatorClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead.get());
    }

    /**
     * Moves it forward, and returns when all that depends on it has followed.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock only moves forward, not by " + by);
        }
        ahead.accumulateAndGet(by, Duration::plus);
        listeners.forEach(Runnable::run);
    }

    /** Runs something after each time that the clock was moved. */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }
}
