package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;

/**
 * The capability of a backend to check its health, without reading a session or consuming anything that is billed by
 * use. Without it, nothing is known about the storage before it is used.
 *
 * <p>Implementations are safe for use by any number of threads.
 */
public interface StorageHealth {

    /**
     * Checks whether sessions can be read and written now. Changes nothing, and waits only for the answer.
     *
     * @return the status; not ready, with the reason, if something is missing or the check is not allowed
     * @throws SessionStorageException if the backend does not answer
     * @throws SessionConfigurationException if it cannot be called as configured, for instance without credentials
     */
    StorageStatus look();
}
