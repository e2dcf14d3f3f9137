package io.github.dynamodbsession.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The superclass of all failures that this library throws. Arguments that violate a method's contract still cause the
 * JDK's own {@link NullPointerException}, {@link IllegalArgumentException} and {@link IllegalStateException}.
 *
 * <p>No message of these exceptions contains a session id or the value of an attribute. Instances are immutable except
 * for what can be changed in any {@link Throwable}.
 */
public abstract class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_CAUSES = 20;

    /** Whether a retry can help. */
    private final boolean retryable;

    /**
     * For the subclasses of this package.
     *
     * @param message what went wrong and how to fix it; must not contain session ids or attribute values
     * @param retryable whether the same call may succeed later without any change
     * @param cause what raised it, or null
     */
    SessionException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /**
     * Whether the same call may succeed later without a change of configuration, code or data.
     *
     * @return true for timeouts, throttling, lost connections and conflicts; false for everything else
     */
    public final boolean isRetryable() {
        return retryable;
    }

    /**
     * The same failure with another message, such as one with a framework's names for options.
     *
     * @param message what went wrong and what would be right; free of session ids and attribute values
     * @return a new exception of the same class with this one's cause, stack trace, suppressed exceptions and facts
     */
    public abstract SessionException withMessage(String message);

    /** Copies this exception's stack trace and suppressed exceptions. */
    final <T extends SessionException> T placedAs(T other) {
        other.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            other.addSuppressed(suppressed);
        }
        return other;
    }

    /**
     * Finds a failure of this library in an exception that an application or a framework may have wrapped around it.
     *
     * @param failure the exception that reached the caller
     * @param type the type to look for; {@code SessionException.class} for any
     * @param <T> that type
     * @return the exception itself or the first of its causes that has the type; empty if there is none
     */
    public static <T extends SessionException> Optional<T> behind(Throwable failure, Class<T> type) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
