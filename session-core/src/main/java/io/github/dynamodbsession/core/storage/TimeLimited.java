package io.github.dynamodbsession.core.storage;

import java.time.Duration;

/**
 * The capability of a backend to bound a whole operation of a store, such as a read with the touch that follows it, and not
 * only each of its calls. The store then gives each call what is left of the time, by {@link
 * StorageClient#within} or {@link AsyncStorageClient#within}, and makes no further call once it is over.
 *
 * <p>What is bounded so: finding a session, saving it, ending it. What works on many sessions is not.
 *
 * <p>Implementations are immutable.
 */
public interface TimeLimited {

    /**
     * The longest that one operation may take. The backend keeps each of its calls to it by itself, too.
     *
     * @return the duration, more than zero
     */
    Duration operationTimeout();
}
