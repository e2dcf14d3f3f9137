package io.github.dynamodbsession.dynamo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of concurrent calls, in the order of their arrival: a call that waits for a connection inside the SDK
 * would use up the time of its first attempt without being sent. Safe for use by any number of threads.
 */
final class Turns {

    private static final CompletableFuture<Boolean> AT_ONCE = CompletableFuture.completedFuture(true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int free;

    Turns(int atOnce) {
        this.free = atOnce;
    }

    /**
     * Waits for a turn, which {@link #end} ends.
     *
     * @return false if there was none within the timeout
     */
    boolean await(Duration timeout) throws InterruptedException {
        CompletableFuture<Boolean> turn = take();
        try {
            return turn.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return !turn.complete(false);
        } catch (InterruptedException e) {
            if (!turn.complete(false)) {
                end();
            }
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed exceptionally
        }
    }

    /** The same without blocking. */
    CompletableFuture<Boolean> within(Duration timeout) {
        CompletableFuture<Boolean> turn = take();
        return turn.isDone() ? turn : turn.completeOnTimeout(false, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private CompletableFuture<Boolean> take() {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return AT_ONCE;
            }
            CompletableFuture<Boolean> turn = new CompletableFuture<>();
            waiting.add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Passes the turn to the next call that still waits. */
    void end() {
        while (true) {
            CompletableFuture<Boolean> next = next();
            if (next == null || next.complete(true)) {
                return;
            }
        }
    }

    private @Nullable CompletableFuture<Boolean> next() {
        lock.lock();
        try {
            CompletableFuture<Boolean> next = waiting.poll();
            if (next == null) {
                free++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
