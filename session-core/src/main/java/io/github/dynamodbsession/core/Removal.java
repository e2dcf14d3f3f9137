package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.SessionRecord;

/**
 * A session that an operation removed from the storage.
 *
 * @param cause why it ended: expiry, if it had already expired when it was removed
 */
record Removal(SessionRecord session, EndCause cause) {

    boolean wasAlive() {
        return cause != EndCause.EXPIRY;
    }
}
