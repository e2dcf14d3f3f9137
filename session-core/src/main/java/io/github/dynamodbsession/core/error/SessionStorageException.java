package io.github.dynamodbsession.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The storage did not do what it was asked: it did not answer in time, refused, throttled, or went on losing races
 * until the bound on retries was reached. Whether the operation took effect is unknown when
 * {@link #isRetryable()} is true; asking again is safe, because every write of this library is conditional.
 */
public final class SessionStorageException extends SessionException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what went wrong; free of session ids and attribute values
     * @param retryable whether the same call may succeed later
     * @param cause what the storage raised, or null
     */
    public SessionStorageException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
