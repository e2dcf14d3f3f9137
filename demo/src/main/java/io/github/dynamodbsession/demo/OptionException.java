package io.github.dynamodbsession.demo;

/** A command line that is not understood. The message is one line and says what would be right. */
final class OptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }
}
