package io.github.dynamodbsession.dynamo.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed, as the SDK told it; what it means is not judged here. Immutable. Its {@code toString}
 * shows no item.
 *
 * @param origin who said no
 * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if the service said
 *     nothing
 * @param status the HTTP status; 0 if there was none
 * @param message the service's message; empty if there was none
 * @param item the old item of a condition that failed; null if there was none
 * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
 * @param cause what the SDK raised
 */
public record Failure(
        Origin origin,
        String code,
        int status,
        String message,
        @Nullable Map<String, Value> item,
        List<Reason> reasons,
        Throwable cause) {

    /**
     * Copies the list.
     *
     * @param origin who said no
     * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if the service said
     *     nothing
     * @param status the HTTP status; 0 if there was none
     * @param message the service's message; empty if there was none
     * @param item the old item of a condition that failed; null if there was none
     * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
     * @param cause what the SDK raised
     */
    public Failure {
        reasons = List.copyOf(reasons);
    }

    /** Who said no. */
    public enum Origin {
        /** The service answered with an error. */
        SERVICE,
        /** There was no answer in time, or no connection. */
        NO_ANSWER,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The SDK did not send the call: no credentials, no region, or something it refuses. */
        CLIENT
    }

    /**
     * Why one write of a transaction was cancelled.
     *
     * @param code such as {@code ConditionalCheckFailed}; {@code None} if it was not this write's fault
     * @param message the service's message; empty if there was none
     * @param item the old item of a condition that failed; null if there was none
     */
    public record Reason(String code, String message, @Nullable Map<String, Value> item) {

        @Override
        public String toString() {
            return code;
        }
    }

    @Override
    public String toString() {
        return origin + " " + code + " " + status + " " + reasons;
    }
}
