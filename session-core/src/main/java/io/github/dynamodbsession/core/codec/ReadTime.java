package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the time for reading one value: two seconds, and one more per MB. Ordinary values take a thousandth of that.
 * This stops reading that takes quadratic time, such as keys that were chosen to have the same hash code.
 *
 * <p>A pause of the whole JVM, or a thread that waits for a processor, is not caused by the value: at most 20 ms count
 * between two readings of the clock. Used by one thread.
 */
public final class ReadTime {

    private static final long AT_LEAST = TimeUnit.SECONDS.toNanos(2);
    private static final long PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 1_000_000;
    private static final long MAX_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Between two readings of the clock. */
    private static final int TICKS = 64;

    private final LongSupplier clock;
    private final long limit;
    private long last;
    private long used;
    private int ticks;
    private boolean hasBegun;

    /**
     * Begins to read a value.
     *
     * @param size how long it is, in bytes or characters
     */
    public ReadTime(long size) {
        this(size, System::nanoTime);
    }

    /**
     * Begins to read a value, on another clock than the system's.
     *
     * @param size how long it is, in bytes or characters
     * @param clock nanoseconds from an arbitrary origin, never going back, as {@link System#nanoTime}
     */
    public ReadTime(long size, LongSupplier clock) {
        this.clock = clock;
        this.limit = AT_LEAST + size * PER_BYTE;
    }

    /**
     * Something small was read: an object, an element, some characters.
     *
     * @throws SessionCodecException if the time is over
     */
    public void tick() {
        if (++ticks % TICKS == 0) {
            look();
        }
    }

    /**
     * Something was read that may have been some hundred elements.
     *
     * @throws SessionCodecException if the time is over
     */
    public void look() {
        long now = clock.getAsLong();
        used += hasBegun ? Math.min(now - last, MAX_STEP_NANOS) : 0;
        hasBegun = true;
        last = now;
        if (used > limit) {
            throw new SessionCodecException("takes longer than " + TimeUnit.NANOSECONDS.toSeconds(limit)
                    + " s to read, far longer than expected for its size.");
        }
    }
}
