package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionException;
import java.util.function.UnaryOperator;

/**
 * Translates the messages of failures.
 *
 * @param messages maps the original message to the one that users see
 */
record Wording(UnaryOperator<String> messages) {

    /** The failure with its translated message; the same object if the message is unchanged. */
    SessionException of(SessionException failure) {
        String message = String.valueOf(failure.getMessage());
        String worded = messages.apply(message);
        return worded.equals(message) ? failure : failure.withMessage(worded);
    }

    /** Any failure; only those of this library are translated. */
    Throwable ofAny(Throwable failure) {
        return failure instanceof SessionException e ? of(e) : failure;
    }
}
