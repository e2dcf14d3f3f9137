package io.github.dynamodbsession.spring.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.springframework.beans.factory.DisposableBean;

/**
 * A few threads on which an asynchronous store decides, encodes and asks its storage. They are not those of an event
 * loop, nor those that Reactor wants never to wait: the AWS SDK resolves credentials where it is asked, and now and then
 * it fetches them from elsewhere. Whoever hands them a task does not wait for a lock to do so.
 */
final class StoreThreads implements Executor, DisposableBean {

    private static final int LEAST = 2;

    private final ForkJoinPool threads = new ForkJoinPool(
            Math.max(LEAST, Runtime.getRuntime().availableProcessors()), StoreThreads::thread, null, true);

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("dynamodb-session-" + thread.getPoolIndex());
        return thread;
    }

    @Override
    public void execute(Runnable command) {
        threads.execute(command);
    }

    /** What is under way is let go on. */
    @Override
    public void destroy() {
        threads.shutdown();
    }
}
