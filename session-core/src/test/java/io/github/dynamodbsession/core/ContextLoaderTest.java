package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners see the classes of the application that built the store, on whatever thread they are called. */
class ContextLoaderTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader application = new URLClassLoader(new URL[0], before);
    private final List<ClassLoader> seen = new ArrayList<>();
    private final SessionListener notes = new SessionListener() {
        @Override
        public void onCreated(Session session) {
            seen.add(Thread.currentThread().getContextClassLoader());
        }

        @Override
        public void onEnded(Session session, EndCause cause) {
            seen.add(Thread.currentThread().getContextClassLoader());
        }
    };

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void listenersOfABlockingStore() {
        Thread.currentThread().setContextClassLoader(application);
        SessionStore store = SessionStore.builder(DocumentStorageClient.of(new MapDocumentStorage()))
                .cleanupInterval(Duration.ZERO)
                .listener(notes)
                .build();
        Thread.currentThread().setContextClassLoader(null);

        Session session = store.create();
        store.save(session);
        store.delete(session);

        assertThat(seen).containsExactly(application, application);
        assertThat(Thread.currentThread().getContextClassLoader())
                .as("afterwards")
                .isNull();
    }

    @Test
    void listenersOfAnAsynchronousStoreOnTheThreadsOfAnExecutor() {
        ExecutorService threads = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setContextClassLoader(null);
            return thread;
        });
        try {
            Thread.currentThread().setContextClassLoader(application);
            AsyncSessionStore store = AsyncSessionStore.builder(AsyncStorageClient.bridge(
                            DocumentStorageClient.of(new MapDocumentStorage()), Runnable::run))
                    .cleanupInterval(Duration.ZERO)
                    .executor(threads)
                    .listener(notes)
                    .build()
                    .join();

            Session session = store.create();
            store.save(session).join();
            store.delete(session).join();
        } finally {
            threads.shutdownNow();
        }

        assertThat(seen).containsExactly(application, application);
    }

    @Test
    void theThreadHasItsOwnAgainAlsoAfterAFailure() {
        ContextLoader loader = new ContextLoader(application);

        assertThatThrownBy(() -> loader.run(() -> {
                    throw new IllegalStateException("foreign");
                }))
                .hasMessage("foreign");

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
