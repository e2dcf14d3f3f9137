package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.log.WarningLog;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Removes expired sessions periodically, on its own daemon thread: one round at a time. Pauses are up to a fifth longer
 * than the interval, so that nodes that were started together drift apart. No failure stops it.
 */
final class Reaper implements AutoCloseable {

    private static final int JITTER_PARTS = 5;
    private static final long CLOSE_TIMEOUT_SECONDS = 10;

    private static final Logger LOG = System.getLogger(StoreLog.NAME);

    private final WarningLog log = WarningLog.named(StoreLog.NAME);
    private final OutageLog outages;
    private final Runnable round;
    private final long intervalNanos;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    private Reaper(Runnable round, Duration interval, OutageLog outages) {
        this.round = round;
        this.outages = outages;
        this.intervalNanos = TimeUnit.NANOSECONDS.convert(interval);
        this.thread = new Thread(this::run, "dynamodb-session-reaper");
        this.thread.setDaemon(true);
    }

    static Reaper start(Runnable round, Duration interval, OutageLog outages) {
        Reaper reaper = new Reaper(round, interval, outages);
        reaper.thread.start();
        return reaper;
    }

    private void run() {
        while (waitForNextRound()) {
            try {
                round.run();
                outages.answered();
            } catch (SessionException e) {
                outages.failed(LOG, "Removing expired sessions failed; the next round will retry", e);
            } catch (RuntimeException | LinkageError e) {
                String type = e.getClass().getName();
                log.warn(
                        type,
                        "Removing expired sessions failed unexpectedly (" + type + "); the next round will retry.",
                        null);
            }
        }
    }

    /** Returns false once the reaper is closed. */
    private boolean waitForNextRound() {
        lock.lock();
        try {
            long left = intervalNanos + jitter();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false; // nobody but close() interrupts this thread
        } finally {
            lock.unlock();
        }
    }

    /** Never shorter: a round that starts before the interval is over cannot be claimed. */
    private long jitter() {
        return ThreadLocalRandom.current().nextLong(intervalNanos / JITTER_PARTS + 1);
    }

    /** Interrupts the pause or the current round, and waits a limited time for the thread to end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
