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
 * At most so many calls at once, in the order in which they came: a call that waits for a connection within the SDK would
 * use up the time of its first attempt without ever being sent. Safe for use by any number of threads.
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
     * @return false if none came within that time
     */
    boolean await(Duration longest) throws InterruptedException {
        CompletableFuture<Boolean> turn = take();
        try {
            return turn.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return !turn.complete(false);
        } catch (InterruptedException e) {
            if (!turn.complete(false)) {
                end();
            }
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        }
    }

    /** The same without a thread that waits. */
    CompletableFuture<Boolean> within(Duration longest) {
        CompletableFuture<Boolean> turn = take();
        return turn.isDone() ? turn : turn.completeOnTimeout(false, longest.toNanos(), TimeUnit.NANOSECONDS);
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

    /** The next one's turn, of those that still wait. */
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
