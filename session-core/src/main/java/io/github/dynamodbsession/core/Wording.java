package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionException;
import java.util.function.UnaryOperator;

/**
 * How a store words its failures.
 *
 * @param messages makes of a message the one that is told
 */
record Wording(UnaryOperator<String> messages) {

    /** A failure as it is told: itself if its words stay. */
    SessionException of(SessionException failure) {
        String message = String.valueOf(failure.getMessage());
        String told = messages.apply(message);
        return told.equals(message) ? failure : failure.withMessage(told);
    }

    /** Any failure; only those of this library have words of ours. */
    Throwable ofAny(Throwable failure) {
        return failure instanceof SessionException e ? of(e) : failure;
    }
}
