package io.github.dynamodbsession.history;

import java.util.concurrent.TimeUnit;

/**
 * How many visits there are at once: as many as the machine can answer in time. Reads never come late by chance, so one
 * that is not answered tells that there are too many; then there are fewer at once, and again more, bit by bit, while reads
 * are answered. Safe for use by any number of threads.
 */
final class Admission {

    private static final double FIRST = 16;
    private static final double FEWEST = 4;
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double LESS = 0.7;
    private static final long BETWEEN_CUTS = TimeUnit.MILLISECONDS.toNanos(300);

    private final int most;
    private double limit;
    private int inside;
    private long lastCut;

    Admission(int most) {
        this.most = most;
        this.limit = Math.min(FIRST, most);
    }

    /** Waits for a place; not for ever, so that who waits can look whether all is over. */
    synchronized boolean enter() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT;
        while (inside >= limit) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notify();
    }

    synchronized void answered() {
        int before = (int) limit;
        limit = Math.min(most, limit + 1 / limit);
        if ((int) limit > before) {
            notify();
        }
    }

    synchronized void notAnswered(long now) {
        if (now - lastCut > BETWEEN_CUTS) {
            limit = Math.max(FEWEST, limit * LESS);
            lastCut = now;
        }
    }

    synchronized int limit() {
        return (int) limit;
    }
}
