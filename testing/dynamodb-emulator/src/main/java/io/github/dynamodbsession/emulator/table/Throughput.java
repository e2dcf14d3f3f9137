package io.github.dynamodbsession.emulator.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Provisioned capacity, in units a second; zeros where it is on demand. Immutable.
 *
 * @param lastIncrease {@code null} if there was none
 * @param lastDecrease {@code null} if there was none
 */
public record Throughput(
        long read, long write, @Nullable Instant lastIncrease, @Nullable Instant lastDecrease, int decreasesToday) {

    /** On demand. */
    public static final Throughput NONE = provisioned(0, 0);

    /** Newly provisioned. */
    public static Throughput provisioned(long read, long write) {
        return new Throughput(read, write, null, null, 0);
    }

    /** The same after a change at a moment. A change that also increases something is not counted as a decrease. */
    public Throughput changed(long newRead, long newWrite, Instant now) {
        boolean more = newRead > read || newWrite > write;
        boolean less = newRead < read || newWrite < write;
        return new Throughput(
                newRead,
                newWrite,
                more ? now : lastIncrease,
                less ? now : lastDecrease,
                less && !more ? decreasesToday + 1 : decreasesToday);
    }

    /** The same without any units, as it is on demand. */
    public Throughput none(@Nullable Instant decreased) {
        return new Throughput(0, 0, lastIncrease, decreased, decreasesToday);
    }

    /** What is told while it changes to another: these units, with the times of the change. */
    public Throughput changingTo(Throughput another) {
        return new Throughput(read, write, another.lastIncrease, another.lastDecrease, decreasesToday);
    }
}
