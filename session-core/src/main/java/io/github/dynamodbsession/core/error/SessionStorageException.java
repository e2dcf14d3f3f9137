package io.github.dynamodbsession.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The storage did not do what it was asked: it did not answer in time, refused, throttled, or went on losing races
 * until the bound on retries was reached. Whether the operation took effect is unknown when
 * {@link #isRetryable()} is true; asking again is safe, because every write of this library is conditional.
 */
public final class SessionStorageException extends SessionException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 20;

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

    /**
     * Looks for a failure of the storage behind what an application or a framework may have wrapped around it.
     *
     * @param failure what reached the caller
     * @return the failure itself or the first of its causes that is one of the storage; empty if there is none
     */
    public static Optional<SessionStorageException> behind(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SessionStorageException storage) {
                return Optional.of(storage);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
