package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.Optional;
import java.util.OptionalLong;

/** What a contract has to know of the storage that it tests; {@link StorageClientContract} adds the tests. */
abstract class StorageUnderTest {

    /**
     * Makes another client on the same shared storage, as another node would. Called two or three times in most
     * tests: what is costly to make is better shared between the clients. The contract calls {@code init} itself.
     *
     * @return the client; the same one again where one object is the storage itself
     */
    protected abstract StorageClient newClient();

    /**
     * Closes a client after a test; by default by its own {@code close}.
     *
     * @param client a client of {@link #newClient} or {@link #newClientOfAnotherNamespace}; called once more for one
     *     that is closed already
     */
    protected void closeClient(StorageClient client) {
        client.close();
    }

    /**
     * The most bytes that a session may have in this storage. Where there is a limit, more must be answered by a
     * {@link SessionTooLargeException}.
     *
     * @return the limit; by default none, and its tests are skipped
     */
    protected OptionalLong sizeLimit() {
        return OptionalLong.empty();
    }

    /**
     * Makes a client on the same shared storage that must not see the sessions of {@link #newClient}, such as one with
     * another key prefix.
     *
     * @return the client; by default none, and its tests are skipped
     */
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.empty();
    }
}
