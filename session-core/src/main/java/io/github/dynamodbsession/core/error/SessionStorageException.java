package io.github.dynamodbsession.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the storage failed: it did not answer in time, refused, throttled, or had conflicts until the maximum
 * number of retries was reached. If {@link #isRetryable()} is true, it is unknown whether the operation took effect; a
 * retry is safe, because every write of this library is conditional.
 */
public final class SessionStorageException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** Why the operation failed, for advice by reason. */
    public enum Reason {
        /** Nothing listens where the storage should be: the connection was refused. */
        REFUSED_CONNECTION,
        /** The storage's host has no address. */
        UNKNOWN_HOST,
        /** The connection could not be established, broke, or could not be trusted. */
        BROKEN_CONNECTION,
        /** There was no answer in time. */
        NO_ANSWER,
        /** Anything else. */
        OTHER
    }

    /** Why the storage did not do it. */
    private final Reason reason;

    /**
     * Creates a failure for {@linkplain Reason#OTHER any other reason}.
     *
     * @param message what went wrong; free of session ids and attribute values
     * @param retryable whether the same call may succeed later
     * @param cause what the storage raised, or null
     */
    public SessionStorageException(String message, boolean retryable, @Nullable Throwable cause) {
        this(Reason.OTHER, message, retryable, cause);
    }

    /**
     * Creates a failure.
     *
     * @param reason why the operation failed
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
