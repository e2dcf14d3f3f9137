package io.github.dynamodbsession.core;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The context class loader of the thread that built a store: in a web application, the one that can load the
 * application's classes. Threads of an executor or a container may have another one.
 */
record ContextLoader(@Nullable ClassLoader loader) {

    static ContextLoader ofThisThread() {
        return new ContextLoader(Thread.currentThread().getContextClassLoader());
    }

    void run(Runnable action) {
        Thread thread = Thread.currentThread();
        @Nullable ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    Executor on(Executor executor) {
        return action -> executor.execute(() -> run(action));
    }
}
