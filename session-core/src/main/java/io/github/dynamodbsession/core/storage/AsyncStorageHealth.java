package io.github.dynamodbsession.core.storage;

import java.util.concurrent.CompletionStage;

/** The asynchronous twin of {@link StorageHealth}; what the one throws, a stage of the other fails with. */
public interface AsyncStorageHealth {

    /**
     * Looks whether sessions can be read and written now; see {@link StorageHealth#look}.
     *
     * @return what was found
     */
    CompletionStage<StorageStatus> look();
}
