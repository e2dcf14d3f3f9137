package io.github.dynamodbsession.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot start. The message is one line and says why. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
