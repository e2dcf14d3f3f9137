package io.github.dynamodbsession.history;

import java.util.concurrent.TimeUnit;

/**
 * Limits the concurrent visits to what the machine can answer in time. Reads are never delayed on purpose, so one that
 * is not answered indicates overload. The limit is then reduced, and raised again gradually while reads are answered.
 * Safe for use by any number of threads.
 */
final class Admission {

    private static final double FIRST = 16;
    private static final double FEWEST = 4;
    private static final long WAIT_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(500);
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

    /** Waits for a permit, with a timeout, so that the caller can check if the run has ended. */
    synchronized boolean enter() throws InterruptedException {
        long deadline = System.nanoTime() + WAIT_TIMEOUT;
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
