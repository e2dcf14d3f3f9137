package io.github.dynamodbsession.core.storage;

import java.util.concurrent.CompletionStage;

/** The asynchronous counterpart of {@link StorageHealth}; a stage fails with what that would throw. */
public interface AsyncStorageHealth {

    /**
     * Checks whether sessions can be read and written now; see {@link StorageHealth#look}.
     *
     * @return the status
     */
    CompletionStage<StorageStatus> look();
}
