package io.github.dynamodbsession.spring.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A few threads on which an asynchronous store decides, encodes and asks its storage. They are not those of an event
 * loop, nor those that Reactor wants never to wait: the AWS SDK resolves credentials where it is asked, and now and then
 * it fetches them from elsewhere.
 */
final class StoreThreads implements Executor, DisposableBean {

    private static final int LEAST = 2;
    private static final int IDLE_SECONDS = 60;

    private final ThreadPoolExecutor threads;

    StoreThreads() {
        int count = Math.max(LEAST, Runtime.getRuntime().availableProcessors());
        CustomizableThreadFactory factory = new CustomizableThreadFactory("dynamodb-session-");
        factory.setDaemon(true);
        threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
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
