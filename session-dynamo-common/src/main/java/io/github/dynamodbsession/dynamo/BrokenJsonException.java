package io.github.dynamodbsession.dynamo;

/** A text is not the JSON that it should be. The message quotes nothing of it. */
final class BrokenJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenJsonException(String how) {
        super(how);
    }
}
