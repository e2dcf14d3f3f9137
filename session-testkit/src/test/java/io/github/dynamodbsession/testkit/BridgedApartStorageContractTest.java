package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;

/** The asynchronous contract over a storage that keeps every attribute apart. */
class BridgedApartStorageContractTest extends AsyncStorageClientContract {

    private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();

    private final StorageClient shared = Break.good();

    @AfterAll
    static void end() {
        EXECUTOR.shutdownNow();
    }

    @Override
    protected AsyncStorageClient newAsyncClient() {
        return AsyncStorageClient.bridge(new ApartClient(shared, 0), EXECUTOR);
    }
}
