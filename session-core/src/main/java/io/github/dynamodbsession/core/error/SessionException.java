package io.github.dynamodbsession.core.error;

import java.util.Optional;
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
    private static final int DEEPEST_CAUSE = 20;

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

    /**
     * The same failure in other words, such as those of a framework that has names of its own for options.
     *
     * @param message what went wrong and what would be right; free of session ids and attribute values
     * @return a new exception of the same class with this one's cause, stack trace, suppressed exceptions and facts
     */
    public abstract SessionException withMessage(String message);

    /** Takes over where the other one was raised. */
    final <T extends SessionException> T placedAs(T other) {
        other.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            other.addSuppressed(suppressed);
        }
        return other;
    }

    /**
     * Looks for a failure of this family behind what an application or a framework may have wrapped around it.
     *
     * @param failure what reached the caller
     * @param type which one to look for; {@code SessionException.class} for any
     * @param <T> that type
     * @return the failure itself or the first of its causes that is of the type; empty if there is none
     */
    public static <T extends SessionException> Optional<T> behind(Throwable failure, Class<T> type) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
