package io.github.dynamodbsession.demo;

/** An invalid command line. The message is one line and says what is expected. */
final class OptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }
}
