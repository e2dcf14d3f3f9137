package io.github.dynamodbsession.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The parent of every failure that this library raises on purpose. Arguments that break a method's contract still
 * raise the JDK's own {@link NullPointerException}, {@link IllegalArgumentException} and
 * {@link IllegalStateException}.
 *
 * <p>No message of this family holds a session id or the value of an attribute. Instances are immutable but for
 * what {@link Throwable} itself lets change.
 */
public abstract class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether a retry can help. */
    private final boolean retryable;

    /**
     * For the subclasses of this package.
     *
     * @param message what went wrong and what would be right; free of session ids and attribute values
     * @param retryable whether the same call may succeed later without anybody changing anything
     * @param cause what raised it, or null
     */
    SessionException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /**
     * Whether the same call may succeed later although nobody changed the configuration, the code or the data.
     *
     * @return true for time-outs, throttling, lost connections and lost races; false for everything else
     */
    public final boolean isRetryable() {
        return retryable;
    }
}
