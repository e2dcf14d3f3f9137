package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.AsyncStorageClientContract;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;

/** The promises through a blocking client whose calls wait on other threads. */
class BridgedInMemoryStorageContractTest extends AsyncStorageClientContract {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private final StorageClient shared = InMemoryStorageClient.create();

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Override
    protected AsyncStorageClient newAsyncClient() {
        return AsyncStorageClient.bridge(shared, THREADS);
    }
}
