package io.github.dynamodbsession.core.storage;

import java.time.Duration;

/**
 * The capability of a backend to remove expired sessions by itself, some time after they expired. If it does, a reaper
 * would cost money for nothing, and is off by default.
 */
public interface ExpiresByItself {

    /**
     * Whether the backend is configured to do so.
     *
     * @return true if it does
     */
    boolean removesExpired();

    /**
     * Asks the backend to delay the removal of expired sessions, so that a reaper can remove them first: nobody is
     * notified of a session that the backend removes. Applies to everything written from then on, by every store on
     * this client.
     *
     * @param grace how long an expired session is kept; the maximum of all calls counts
     */
    void delayRemoval(Duration grace);
}
