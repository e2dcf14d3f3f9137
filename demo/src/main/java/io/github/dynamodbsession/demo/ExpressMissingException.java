package io.github.dynamodbsession.demo;

/** There can be no Express node. The message is one line and says what to do. */
final class ExpressMissingException extends Exception {

    private static final long serialVersionUID = 1L;

    ExpressMissingException(String message) {
        super(message);
    }
}
