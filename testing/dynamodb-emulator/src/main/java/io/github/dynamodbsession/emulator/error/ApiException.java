package io.github.dynamodbsession.emulator.error;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What DynamoDB answers instead of a result: an exception of its API, with the HTTP status it comes with. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The package of DynamoDB's own exceptions in {@code __type}. */
    public static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";

    /** The package of what every service of AWS answers in {@code __type}. */
    public static final String CORAL = "com.amazon.coral.service#";

    private static final String VALIDATE = "com.amazon.coral.validate#";

    /** Why an item of a transaction was not written; {@code NONE} for one that did nothing wrong. */
    public record Reason(String code, @Nullable String message, @Nullable Map<String, AttributeValue> item) {
        /** Of an item that did nothing wrong. */
        public static final Reason NONE = new Reason("None", null, null);
    }

    private final int status;
    private final String type;
    private final @Nullable String text;
    private final transient @Nullable Map<String, AttributeValue> item;
    private final transient List<Reason> reasons;

    private ApiException(
            int status,
            String type,
            @Nullable String text,
            @Nullable Map<String, AttributeValue> item,
            List<Reason> reasons) {
        super(text, null, false, false);
        this.status = status;
        this.type = type;
        this.text = text;
        this.item = item;
        this.reasons = reasons;
    }

    /** A {@code ValidationException} with that message. */
    public static ApiException validation(String message) {
        return new ApiException(400, VALIDATE + "ValidationException", message, null, List.of());
    }

    /** A {@code SerializationException}: the request is not of the shape that the operation takes. */
    public static ApiException serialization(@Nullable String message) {
        return new ApiException(400, CORAL + "SerializationException", message, null, List.of());
    }

    /** A refused condition, with the item that was there if it was asked for. */
    public static ApiException conditionFailed(@Nullable Map<String, AttributeValue> item) {
        return new ApiException(
                400, DYNAMODB + "ConditionalCheckFailedException", "The conditional request failed", item, List.of());
    }

    /** A transaction that was not carried out. */
    public static ApiException transactionCanceled(String message, List<Reason> reasons) {
        return new ApiException(400, DYNAMODB + "TransactionCanceledException", message, null, List.copyOf(reasons));
    }

    /** Any other exception of DynamoDB's own, such as {@code ResourceNotFoundException}. */
    public static ApiException dynamoDb(String name, @Nullable String message) {
        return new ApiException(400, DYNAMODB + name, message, null, List.of());
    }

    /** One that every service of AWS may answer, such as {@code UnknownOperationException}. */
    public static ApiException coral(int status, String name, @Nullable String message) {
        return new ApiException(status, CORAL + name, message, null, List.of());
    }

    /** What the service answers when it has failed itself. */
    public static ApiException internalError() {
        return new ApiException(
                500,
                DYNAMODB + "InternalServerError",
                "The request processing has failed because of an unknown error, exception or failure.",
                null,
                List.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The whole name, with its package, as {@code __type} has it. */
    public String type() {
        return type;
    }

    /** The name without its package. */
    public String name() {
        return type.substring(type.indexOf('#') + 1);
    }

    /** The message; {@code null} if the service sends none. */
    public @Nullable String text() {
        return text;
    }

    /** The item that refused a condition, if it was asked for. */
    public @Nullable Map<String, AttributeValue> item() {
        return item;
    }

    /** Why each item of a transaction was refused; empty for what is no transaction. */
    public List<Reason> reasons() {
        return reasons;
    }
}
