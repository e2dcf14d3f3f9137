package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionStorageException;

/** How far a session is followed from a former id to the one that it has by now. */
final class IdChanges {

    /** More id changes of one session than can happen within minutes. */
    private static final int MAX_IDS = 100;

    private IdChanges() {}

    /**
     * Ends a pursuit that has become too long.
     *
     * @param ids how many ids there were, with the next one
     * @param purpose what is to be done with the session: "deleted"
     * @throws SessionStorageException if that is too many; retryable
     */
    static void check(int ids, String purpose) {
        if (ids > MAX_IDS) {
            throw new SessionStorageException(
                    "The id of the session to be " + purpose + " changed " + MAX_IDS + " times in a row.", true, null);
        }
    }
}
