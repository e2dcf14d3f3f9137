package io.github.dynamodbsession.core.step;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few daemon threads for what an asynchronous store or storage client does between its calls: as many as there are
 * processors, at least four, and none after a minute without work. They are plain threads with one queue, so that a
 * slow listener, or an SDK that fetches credentials on the calling thread, blocks only one of them: the common pool has
 * a single thread on a machine with two processors, and on Java 17 such a pool can miss a task that is submitted just
 * when a thread starts to wait.
 *
 * <p>What one of these threads submits, it runs itself, at once: a store and its storage client that share them hand a
 * request on without a change of threads. Only a chain of submissions that grows goes through the queue, so that the
 * stack does not grow with it.
 *
 * <p>Safe for use by any number of threads.
 */
public final class StoreThreads implements Executor, AutoCloseable {

    private static final int MIN_THREADS = 4;
    private static final int IDLE_SECONDS = 60;

    /** Submissions within submissions that run at once. */
    private static final int MAX_DEPTH = 8;

    private final Executor executor;
    private final Runnable onClose;

    private StoreThreads(Executor executor, Runnable onClose) {
        this.executor = executor;
        this.onClose = onClose;
    }

    /**
     * Creates own threads. None is started before there is work.
     *
     * @return new threads
     */
    public static StoreThreads own() {
        AtomicInteger number = new AtomicInteger();
        int max = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors());
        Object pool = new Object();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                max,
                max,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Worker(pool, work, number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        return new StoreThreads(
                command -> {
                    if (!(Thread.currentThread() instanceof Worker worker && worker.runsAtOnce(pool, command))) {
                        threads.execute(command);
                    }
                },
                () -> threads.setKeepAliveTime(1, TimeUnit.MILLISECONDS));
    }

    /** A thread of one pool. Its depth is used by itself only. */
    private static final class Worker extends Thread {

        private final Object pool;
        private int depth;

        Worker(Object pool, Runnable work, int number) {
            super(work, "dynamodb-session-" + number);
            this.pool = pool;
            setDaemon(true);
        }

        /** Runs the command if it was submitted to this thread's pool, and the stack is not deep. */
        boolean runsAtOnce(Object submittedTo, Runnable command) {
            if (submittedTo != pool || depth == MAX_DEPTH) {
                return false;
            }
            depth++;
            try {
                command.run();
            } finally {
                depth--;
            }
            return true;
        }
    }

    /**
     * Uses the user's executor, or creates own threads.
     *
     * @param given the user's executor, which {@link #close} does not close; null: none
     * @return the threads
     */
    public static StoreThreads orOwn(@Nullable Executor given) {
        return given == null ? own() : new StoreThreads(given, () -> {});
    }

    @Override
    public void execute(Runnable command) {
        executor.execute(command);
    }

    /**
     * Ends each of its own threads as soon as it is idle. Running tasks, and tasks that are submitted late, are still
     * executed, so that nobody waits for them forever. A second call does nothing.
     */
    @Override
    public void close() {
        onClose.run();
    }
}
