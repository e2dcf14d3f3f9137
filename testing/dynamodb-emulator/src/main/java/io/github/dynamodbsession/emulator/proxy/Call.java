package io.github.dynamodbsession.emulator.proxy;

/**
 * One call that reached a {@link FaultProxy}. Immutable; nothing in it is {@code null}.
 *
 * @param operation the DynamoDB operation, such as {@code GetItem}, or {@code unknown} for what is no call of DynamoDB
 * @param body the request body, read as UTF-8
 */
public record Call(String operation, String body) {

    /** What {@link #operation} says of a request without the header {@code X-Amz-Target}. */
    public static final String UNKNOWN = "unknown";
}
