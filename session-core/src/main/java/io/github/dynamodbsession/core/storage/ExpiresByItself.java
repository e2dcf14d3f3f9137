package io.github.dynamodbsession.core.storage;

import java.time.Duration;

/**
 * The capability of a backend to remove expired sessions without being asked, some time after they expired. Where it
 * does, a clean-up of ours costs money for nothing, and is off unless asked for.
 */
public interface ExpiresByItself {

    /**
     * Whether the backend does so as it is configured.
     *
     * @return true if it does
     */
    boolean removesExpired();

    /**
     * Asks the backend to leave expired sessions to somebody else for a while: the end of a session that the backend
     * removes is announced to nobody. Holds for what is written from then on, by every store on this client.
     *
     * @param grace how long after its expiry a session is still left; the longest that was ever asked for counts
     */
    void delayRemoval(Duration grace);
}
