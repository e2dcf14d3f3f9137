package io.github.dynamodbsession.core.storage;

import java.time.Duration;

/**
 * The capability of a backend to limit the duration of a whole operation of a store, such as a read and the touch that
 * follows it, and not only of each call. The store then limits each call to the remaining time, by {@link
 * StorageClient#within} or {@link AsyncStorageClient#within}, and makes no further call once it is over.
 *
 * <p>This applies to finding, saving and deleting a session, but not to operations on many sessions.
 *
 * <p>Implementations are immutable.
 */
public interface TimeLimited {

    /**
     * The maximum duration of one operation. The backend also limits each of its calls to it.
     *
     * @return the duration, greater than zero
     */
    Duration operationTimeout();
}
