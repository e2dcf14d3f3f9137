package io.github.dynamodbsession.demo.web;

/** A request that is answered with an error. The message is for the client. */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
