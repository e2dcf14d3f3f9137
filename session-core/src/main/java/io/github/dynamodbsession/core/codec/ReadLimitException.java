package io.github.dynamodbsession.core.codec;

/** A value held more than its limits let in. The message is ours and quotes nothing of it. */
final class ReadLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReadLimitException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
