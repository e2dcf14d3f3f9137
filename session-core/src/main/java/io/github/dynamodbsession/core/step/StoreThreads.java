package io.github.dynamodbsession.core.step;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few daemon threads for what an asynchronous store or storage client does between its calls: as many as there are
 * processors, at least four, and none after a minute without work. They are plain threads over one queue, so that a
 * listener which takes its time, or an SDK that fetches credentials where it is asked, holds up one of them and nothing
 * else: the common pool has a single thread on a machine of two processors, and on Java 17 a pool of its kind can leave a
 * task lying whose coming coincided with a thread that began to wait.
 *
 * <p>Safe for use by any number of threads.
 */
public final class StoreThreads implements Executor, AutoCloseable {

    private static final int LEAST = 4;
    private static final int IDLE_SECONDS = 60;

    private final Executor executor;
    private final Runnable onClose;

    private StoreThreads(Executor executor, Runnable onClose) {
        this.executor = executor;
        this.onClose = onClose;
    }

    /**
     * Makes threads of their own. None is started before there is work.
     *
     * @return new threads
     */
    public static StoreThreads own() {
        AtomicInteger number = new AtomicInteger();
        int most = Math.max(LEAST, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "dynamodb-session-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return new StoreThreads(threads, () -> threads.setKeepAliveTime(1, TimeUnit.MILLISECONDS));
    }

    /**
     * Takes the user's executor, or makes threads of their own.
     *
     * @param given the user's executor, which {@link #close} leaves alone; null if there is none
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
     * Ends each thread of its own as soon as it has nothing to do. What is under way, or comes late, is still done, so
     * that nobody waits for it in vain. A second call does nothing.
     */
    @Override
    public void close() {
        onClose.run();
    }
}
