package io.github.dynamodbsession.example.boot;

import org.springframework.http.HttpStatus;

/** A request that is answered with an error. The message is for the client. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    ApiException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
