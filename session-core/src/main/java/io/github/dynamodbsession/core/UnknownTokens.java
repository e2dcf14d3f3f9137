package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.Change;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * The ids of tokens that opened no session a moment ago, so that a client that presents a made-up one over and over costs
 * one read in that time. A session that this store begins under such an id, or moves to it, is seen at once, also by a
 * read that was under way.
 *
 * <p>Bounded in number and in time. Safe for use by any number of threads, without locks.
 */
final class UnknownTokens {

    static final Duration DEFAULT_MEMORY = Duration.ofSeconds(5);
    static final Duration MAX_MEMORY = Duration.ofHours(1);

    /** Some 2 MB. What is more is not remembered: a flood of different tokens costs a read each in any case. */
    static final int MAX_IDS = 10_000;

    private static final int STRIPES = 256;

    private final long memoryNanos;
    private final LongSupplier ticker;
    private final ConcurrentMap<String, Missed> missed = new ConcurrentHashMap<>();

    /** In the order of their ends. */
    private final Queue<Missed> byEnd = new ConcurrentLinkedQueue<>();

    private final AtomicInteger size = new AtomicInteger();

    /** Counts the sessions that appeared, by their ids. */
    private final AtomicLongArray appeared = new AtomicLongArray(STRIPES);

    /** An id under which nothing was found. */
    private record Missed(String id, long at) {
        @Override
        public String toString() {
            return "missed at " + at;
        }
    }

    /**
     * An empty memory.
     *
     * @param memory for how long an id is remembered; zero: not at all
     * @param ticker nanoseconds, as of {@link System#nanoTime}
     */
    UnknownTokens(Duration memory, LongSupplier ticker) {
        this.memoryNanos = memory.toNanos();
        this.ticker = ticker;
    }

    /** Whether nothing was found under an id a moment ago. */
    boolean has(String id) {
        if (memoryNanos == 0) {
            return false;
        }
        Missed known = missed.get(id);
        return known != null && !isOver(known, ticker.getAsLong());
    }

    /**
     * A read of an id begins.
     *
     * @return for {@link #missed}
     */
    long looking(String id) {
        return appeared.get(stripe(id));
    }

    /**
     * Nothing was found under an id.
     *
     * @param looking what {@link #looking} returned when the read began
     */
    void missed(String id, long looking) {
        if (memoryNanos == 0) {
            return;
        }
        long now = ticker.getAsLong();
        forgetOld(now);
        if (size.get() >= MAX_IDS) {
            return;
        }
        Missed entry = new Missed(id, now);
        if (missed.putIfAbsent(id, entry) != null) {
            return;
        }
        size.incrementAndGet();
        byEnd.add(entry);
        // Only now: what appears after this look at the count finds the entry, and removes it.
        if (appeared.get(stripe(id)) != looking) {
            missed.remove(id, entry);
        }
    }

    private void forgetOld(long now) {
        Missed oldest = byEnd.peek();
        while (oldest != null && isOver(oldest, now)) {
            if (byEnd.remove(oldest)) {
                size.decrementAndGet();
                missed.remove(oldest.id(), oldest);
            }
            oldest = byEnd.peek();
        }
    }

    private boolean isOver(Missed entry, long now) {
        return now - entry.at() >= memoryNanos;
    }

    /** A call has ended, with an answer or not: what it may have stored is no longer unknown. */
    void ended(StorageCall call) {
        if (memoryNanos == 0 || !(call instanceof StorageCall.Put put)) {
            return;
        }
        if (put.change() instanceof Change.Create create) {
            appeared(create.session().id());
        } else if (put.change() instanceof Change.Rename rename) {
            appeared(rename.session().id());
        }
    }

    private void appeared(String id) {
        appeared.incrementAndGet(stripe(id));
        missed.remove(id);
    }

    private static int stripe(String id) {
        return Math.floorMod(id.hashCode(), STRIPES);
    }

    /** For tests: ids that are remembered, or were until their time was over. */
    int size() {
        return size.get();
    }
}
