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

    /** The same after a change at a moment. */
    public Throughput changed(long newRead, long newWrite, Instant now) {
        boolean more = newRead > read || newWrite > write;
        boolean less = newRead < read || newWrite < write;
        return new Throughput(
                newRead,
                newWrite,
                more ? now : lastIncrease,
                less ? now : lastDecrease,
                less ? decreasesToday + 1 : decreasesToday);
    }
}
