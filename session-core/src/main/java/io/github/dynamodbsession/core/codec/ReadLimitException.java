package io.github.dynamodbsession.core.codec;

/** A value exceeds the limits. The message contains nothing of the value. */
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
