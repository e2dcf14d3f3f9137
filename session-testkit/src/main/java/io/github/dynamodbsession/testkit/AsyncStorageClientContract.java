package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link AsyncStorageClient} promises: all of {@link StorageClientContract}, waiting for each answer, and
 * what an {@link io.github.dynamodbsession.core.AsyncSessionStore} promises over it, without waiting.
 */
public abstract class AsyncStorageClientContract extends StorageClientContract {

    /** For subclasses. */
    protected AsyncStorageClientContract() {}

    /**
     * Creates another client on the same shared storage, like another node; see {@link #newClient}.
     *
     * @return the client
     */
    protected abstract AsyncStorageClient newAsyncClient();

    /**
     * Creates a client that must not see the sessions of {@link #newAsyncClient}; see {@link
     * #newClientOfAnotherNamespace}.
     *
     * @return the client; by default none, and its tests are skipped
     */
    protected Optional<AsyncStorageClient> newAsyncClientOfAnotherNamespace() {
        return Optional.empty();
    }

    @Override
    protected final StorageClient newClient() {
        return new WaitingStorageClient(newAsyncClient());
    }

    @Override
    protected final Optional<StorageClient> newClientOfAnotherNamespace() {
        return newAsyncClientOfAnotherNamespace().map(WaitingStorageClient::new);
    }

    @Nested
    @DisplayName("An asynchronous store keeps the promises, and its own")
    class AsyncStore extends AsyncStoreTests {
        AsyncStore() {
            super(AsyncStorageClientContract.this);
        }
    }
}
