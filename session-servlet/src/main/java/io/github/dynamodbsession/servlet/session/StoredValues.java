package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionStorageException;

/** The values of a session that has ended, for listeners. */
final class StoredValues {

    private StoredValues() {}

    /**
     * Loads what the storage keeps apart, with one call for all. The session has ended in any case, so a failure only
     * means that listeners are not notified of these values; the listeners of the store are notified of the failure.
     *
     * @return whether all can be read
     */
    static boolean areLoaded(Session ended) {
        try {
            ended.loadAttributes();
            return true;
        } catch (SessionStorageException e) {
            return false;
        }
    }
}
