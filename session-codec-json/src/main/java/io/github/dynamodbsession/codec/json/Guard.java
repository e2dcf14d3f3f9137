package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts any failure to a {@link SessionCodecException}, without the messages of others, which may quote the value.
 */
final class Guard {

    /** An action that may throw anything. */
    interface Action<T> {
        @Nullable
        T run() throws Exception;
    }

    private Guard() {}

    /**
     * Runs an action and returns its result.
     *
     * @param failure the message if the action fails
     */
    static <T> @Nullable T against(Supplier<String> failure, Action<T> action) {
        try {
            return action.run();
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw ours(failure, e);
        }
    }

    /** A library may have wrapped our exception in one of its own. */
    private static SessionCodecException ours(Supplier<String> failure, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SessionCodecException ours) {
                return ours;
            }
        }
        return new SessionCodecException(failure.get() + " (" + e.getClass().getName() + ").");
    }
}
