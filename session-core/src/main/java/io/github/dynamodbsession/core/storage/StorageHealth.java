package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;

/**
 * The capability of a backend to say how it is, by a look that reads no session and consumes nothing that is paid for by
 * use. Without it nothing is known of the storage before it is used.
 *
 * <p>Implementations are safe for use by any number of threads.
 */
public interface StorageHealth {

    /**
     * Looks whether sessions can be read and written now. Changes nothing, and waits for nothing but the answer.
     *
     * @return what was found; not ready, with the reason, if something is missing or a look is not allowed
     * @throws SessionStorageException if the backend does not answer
     * @throws SessionConfigurationException if it cannot be asked as things are, such as without credentials
     */
    StorageStatus look();
}
