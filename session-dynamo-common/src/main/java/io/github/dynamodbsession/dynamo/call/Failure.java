package io.github.dynamodbsession.dynamo.call;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
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

    /**
     * An error that the service answered with. What the SDK has none of is null to it.
     *
     * @param code the service's error code; null if there was none
     * @param status the HTTP status
     * @param message the service's message; null if there was none
     * @param item the old item of a condition that failed; null if there was none
     * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
     * @param cause what the SDK raised
     * @return the failure
     */
    public static Failure ofService(
            @Nullable String code,
            int status,
            @Nullable String message,
            @Nullable Map<String, Value> item,
            List<Reason> reasons,
            Throwable cause) {
        return new Failure(Origin.SERVICE, orEmpty(code), status, orEmpty(message), item, reasons, cause);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * A failure that no answer of the service stands behind.
     *
     * @param origin who said no
     * @param cause what the SDK raised
     * @return the failure
     */
    public static Failure withoutAnswer(Origin origin, Throwable cause) {
        return new Failure(origin, "", 0, "", null, List.of(), cause);
    }

    /**
     * A failure that no answer of the service stands behind, of an SDK that does not say whose it is but for what lies
     * below.
     *
     * @param cause what the SDK raised
     * @return the failure: of an interruption, or of a connection that broke or was not to be had in time, if that is
     *     among the causes, else of the client
     */
    public static Failure withoutAnswer(Throwable cause) {
        for (Throwable below = cause.getCause(); below != null; below = below.getCause()) {
            if (below instanceof InterruptedException) {
                return withoutAnswer(Origin.INTERRUPTED, cause);
            }
            if (below instanceof IOException || below instanceof TimeoutException) {
                return withoutAnswer(Origin.NO_ANSWER, cause);
            }
        }
        return withoutAnswer(Origin.CLIENT, cause);
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

        /**
         * Makes one. What the SDK has none of is null to it.
         *
         * @param code such as {@code ConditionalCheckFailed}; null if there was none
         * @param message the service's message; null if there was none
         * @param item the old item of a condition that failed; null if there was none
         * @return the reason
         */
        public static Reason of(@Nullable String code, @Nullable String message, @Nullable Map<String, Value> item) {
            return new Reason(code == null ? "None" : code, orEmpty(message), item);
        }

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
