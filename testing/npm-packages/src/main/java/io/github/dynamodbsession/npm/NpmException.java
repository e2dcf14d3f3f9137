package io.github.dynamodbsession.npm;

/** What a script needs cannot be had; the message names it. */
public final class NpmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NpmException(String missing) {
        super(missing);
    }
}
