package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an exception of ours of whatever goes wrong, without what others would say of the value. */
final class Guard {

    /** Something that may throw what it likes. */
    interface Action<T> {
        @Nullable
        T run() throws Exception;
    }

    private Guard() {}

    /**
     * What an action gives.
     *
     * @param failure what it means if the action fails
     */
    static <T> @Nullable T against(Supplier<String> failure, Action<T> action) {
        try {
            return action.run();
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw ours(failure, e);
        }
    }

    /** Ours may have gone through a library, which put it into its own. */
    private static SessionCodecException ours(Supplier<String> failure, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SessionCodecException ours) {
                return ours;
            }
        }
        return new SessionCodecException(failure.get() + " (" + e.getClass().getName() + ").");
    }
}
