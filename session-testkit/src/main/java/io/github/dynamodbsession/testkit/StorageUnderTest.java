package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.Optional;
import java.util.OptionalLong;

/** What a contract must know about the storage under test; {@link StorageClientContract} adds the tests. */
abstract class StorageUnderTest {

    /**
     * Creates another client on the same shared storage, like another node. Called two or three times in most tests, so
     * expensive resources should be shared between the clients. The contract calls {@code init} itself.
     *
     * @return the client; the same one again if one object is the storage itself
     */
    protected abstract StorageClient newClient();

    /**
     * Closes a client after a test; by default by its own {@code close}.
     *
     * @param client a client of {@link #newClient} or {@link #newClientOfAnotherNamespace}; also called for a client
     *     that is already closed
     */
    protected void closeClient(StorageClient client) {
        client.close();
    }

    /**
     * The maximum size of a session in this storage, in bytes. If there is a limit, larger sessions must cause a {@link
     * SessionTooLargeException}.
     *
     * @return the limit; by default none, and its tests are skipped
     */
    protected OptionalLong sizeLimit() {
        return OptionalLong.empty();
    }

    /**
     * Creates a client on the same shared storage that must not see the sessions of {@link #newClient}, such as one
     * with another key prefix.
     *
     * @return the client; by default none, and its tests are skipped
     */
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.empty();
    }
}
