package io.github.dynamodbsession.core.storage;

/**
 * The ability of a backend to remove expired sessions without being asked, some time after they expired. Where it
 * does, a clean-up of ours costs money for nothing, and is off unless asked for.
 */
public interface ExpiresByItself {

    /**
     * Whether the backend does so as it is configured.
     *
     * @return true if it does
     */
    boolean removesExpired();
}
