package io.github.dynamodbsession.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The storage did not do what it was asked: it did not answer in time, refused, throttled, or went on losing races
 * until the bound on retries was reached. Whether the operation took effect is unknown when
 * {@link #isRetryable()} is true; asking again is safe, because every write of this library is conditional.
 */
public final class SessionStorageException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** Why the storage did not do it, for those who advise by kind. */
    public enum Reason {
        /** Nothing listens where the storage should be: the connection was refused. */
        REFUSED_CONNECTION,
        /** The storage's host has no address. */
        UNKNOWN_HOST,
        /** There was a connection, or the attempt at one, and it broke or is not to be trusted. */
        BROKEN_CONNECTION,
        /** There was no answer in time. */
        NO_ANSWER,
        /** Anything else. */
        OTHER
    }

    /** Why the storage did not do it. */
    private final Reason reason;

    /**
     * Makes one for {@linkplain Reason#OTHER any other reason}.
     *
     * @param message what went wrong; free of session ids and attribute values
     * @param retryable whether the same call may succeed later
     * @param cause what the storage raised, or null
     */
    public SessionStorageException(String message, boolean retryable, @Nullable Throwable cause) {
        this(Reason.OTHER, message, retryable, cause);
    }

    /**
     * Makes one.
     *
     * @param reason why the storage did not do it
     * @param message what went wrong; free of session ids and attribute values
     * @param retryable whether the same call may succeed later
     * @param cause what the storage raised, or null
     */
    public SessionStorageException(Reason reason, String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    @Override
    public SessionStorageException withMessage(String message) {
        return placedAs(new SessionStorageException(reason, message, isRetryable(), getCause()));
    }

    /**
     * Why the storage did not do it.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
