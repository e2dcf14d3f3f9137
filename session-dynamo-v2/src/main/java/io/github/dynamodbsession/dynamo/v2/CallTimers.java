package io.github.dynamodbsession.dynamo.v2;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The timers of a client that the adapter creates. Those of the SDK's default stay in a queue until the timeout would have
 * been over, seconds after the call was answered; these are removed with the answer. Safe for use by any number of threads.
 *
 * <p>A timer that is the next one to fire wakes a thread when it is started, which costs more than the rest of it, and in an
 * otherwise empty queue each is the next one. So there always is an earlier one, which does nothing.
 */
final class CallTimers implements AutoCloseable {

    /** They interrupt calls and close their connections; the asynchronous client starts its retries on them as well. */
    private static final int THREADS = 2;

    /** Shorter than the usual timeouts of calls. */
    private static final Duration NEXT = Duration.ofMillis(250);

    static final String THREAD_NAME = "dynamodb-session-timer-";

    /** For the SDK, which does not shut it down. */
    private final ScheduledThreadPoolExecutor executor;

    CallTimers() {
        AtomicInteger number = new AtomicInteger();
        executor = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, THREAD_NAME + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        @SuppressWarnings("unused") // it ends with the executor
        Future<?> next =
                executor.scheduleWithFixedDelay(() -> {}, NEXT.toMillis(), NEXT.toMillis(), TimeUnit.MILLISECONDS);
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    /** Its threads end when no timer is pending: the timeouts of calls that are still in flight apply. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
