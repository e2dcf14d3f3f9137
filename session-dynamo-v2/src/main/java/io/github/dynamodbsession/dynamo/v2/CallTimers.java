package io.github.dynamodbsession.dynamo.v2;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The timers of a client that the adapter creates. Those of the SDK's default stay in a queue until the timeout would have
 * been over, seconds after the call was answered; these are removed with the answer. Safe for use by any number of threads.
 */
final class CallTimers implements AutoCloseable {

    /** They interrupt calls and close their connections; the asynchronous client starts its retries on them as well. */
    private static final int THREADS = 2;

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
