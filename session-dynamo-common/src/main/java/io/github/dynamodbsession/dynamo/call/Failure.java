package io.github.dynamodbsession.dynamo.call;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, as the SDK reported it; its meaning is judged elsewhere. Immutable. Its {@code toString} shows no
 * item.
 *
 * @param origin how the call ended
 * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if there was none
 * @param status the HTTP status; 0 if there was none
 * @param message the service's message, or what is wrong with an answer; empty if there was none
 * @param item the old item of a failed condition; null if there was none
 * @param reasons the reason of each write of a cancelled transaction; empty for other failures; copied
 * @param attempts how often the SDK sent it; 0 if not known
 * @param cause the SDK's exception
 * @param place where the call went, such as {@code at http://localhost:8000} or {@code in the region eu-central-1}; empty
 *     if not known
 */
public record Failure(
        Origin origin,
        String code,
        int status,
        String message,
        @Nullable Map<String, Value> item,
        List<Reason> reasons,
        int attempts,
        Throwable cause,
        String place) {

    /** The maximum according to RFC 9110, section 15. */
    private static final int LAST_STATUS = 599;

    /** Part of the names of JSON parsers' exceptions in both SDKs, also of an SDK's own copy. */
    private static final String JSON_PARSER = ".jackson.core.";

    /** The names of HTTP clients' exceptions for a response that is not HTTP. */
    private static final List<String> NO_HTTP = List.of("ProtocolException", "ParseException", "HttpVersionException");

    /**
     * Copies the list.
     *
     * @param origin how the call ended
     * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if there was none
     * @param status the HTTP status; 0 if there was none
     * @param message the service's message, or what is wrong with an answer; empty if there was none
     * @param item the old item of a failed condition; null if there was none
     * @param reasons the reason of each write of a cancelled transaction; empty for other failures; copied
     * @param attempts how often the SDK sent it; 0 if not known
     * @param cause the SDK's exception
     * @param place where the call went; empty if not known
     */
    public Failure {
        reasons = List.copyOf(reasons);
    }

    /**
     * A failure of a call to an unknown place.
     *
     * @param origin how the call ended
     * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if there was none
     * @param status the HTTP status; 0 if there was none
     * @param message the service's message, or what is wrong with an answer; empty if there was none
     * @param item the old item of a failed condition; null if there was none
     * @param reasons the reason of each write of a cancelled transaction; empty for other failures; copied
     * @param attempts how often the SDK sent it; 0 if not known
     * @param cause the SDK's exception
     */
    public Failure(
            Origin origin,
            String code,
            int status,
            String message,
            @Nullable Map<String, Value> item,
            List<Reason> reasons,
            int attempts,
            Throwable cause) {
        this(origin, code, status, message, item, reasons, attempts, cause, "");
    }

    /**
     * The same failure, with the place of the call.
     *
     * @param where the place, such as {@code at http://localhost:8000}
     * @return a new failure
     */
    public Failure withPlace(String where) {
        return new Failure(origin, code, status, message, item, reasons, attempts, cause, where);
    }

    /**
     * An error response. Without an error code it is not DynamoDB's, or incomplete: a proxy or another server answered,
     * unless DynamoDB assigned an id to the request.
     *
     * @param code the service's error code; null if there was none
     * @param requestId the id that the service assigned to the request; null if there was none
     * @param status the HTTP status
     * @param message the service's message; null if there was none
     * @param item the old item of a failed condition; null if there was none
     * @param reasons the reason of each write of a cancelled transaction; empty for other failures; copied
     * @param attempts how often the SDK sent it; 0 if not known
     * @param cause the SDK's exception
     * @return the failure
     */
    public static Failure ofService(
            @Nullable String code,
            @Nullable String requestId,
            int status,
            @Nullable String message,
            @Nullable Map<String, Value> item,
            List<Reason> reasons,
            int attempts,
            Throwable cause) {
        if (code != null && !code.isEmpty()) {
            return new Failure(Origin.SERVICE, code, status, orEmpty(message), item, reasons, attempts, cause);
        }
        if (status > LAST_STATUS) {
            return unreadable("it is no HTTP", attempts, cause);
        }
        return requestId != null && !requestId.isEmpty()
                ? unreadable("it is an error without a code", attempts, cause)
                : new Failure(Origin.FOREIGN, "", status, "", null, List.of(), attempts, cause);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * A response that is not DynamoDB's complete answer.
     *
     * @param why what is wrong with it, as a clause without a full stop
     * @param attempts how often the SDK sent the call; 0 if not known
     * @param cause the SDK's exception, or one that it should have thrown
     * @return the failure
     */
    public static Failure unreadable(String why, int attempts, Throwable cause) {
        return new Failure(Origin.UNREADABLE, "", 0, why, null, List.of(), attempts, cause);
    }

    /**
     * A failure without an answer of the service.
     *
     * @param origin how the call ended
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param cause what the SDK raised
     * @return the failure
     */
    public static Failure withoutAnswer(Origin origin, int attempts, Throwable cause) {
        return new Failure(origin, "", 0, "", null, List.of(), attempts, cause);
    }

    /**
     * A failure without an answer of the service. The first known one of the exception and its causes determines how the
     * call ended: known to the adapter by its SDK's exceptions, or else among those that both SDKs have in common.
     *
     * @param cause what the SDK raised
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param known the origin of an exception that the adapter knows; null for others
     * @return the failure; {@link Origin#UNKNOWN} if none of them is known
     */
    public static Failure withoutAnswer(Throwable cause, int attempts, Function<Throwable, @Nullable Origin> known) {
        Origin fallback = Origin.UNKNOWN;
        for (Throwable below = cause; below != null; below = below.getCause()) {
            Origin origin = known.apply(below);
            if (origin == null) {
                origin = commonlyKnown(below);
            }
            if (origin == Origin.UNREADABLE) {
                return unreadable("", attempts, cause);
            }
            if (origin != null) {
                return withoutAnswer(origin, attempts, cause);
            }
            if (below instanceof IOException) { // one below it may say more
                fallback = Origin.DISCONNECTED;
            }
        }
        return withoutAnswer(fallback, attempts, cause);
    }

    private static @Nullable Origin commonlyKnown(Throwable cause) {
        if (cause instanceof InterruptedException) {
            return Origin.INTERRUPTED;
        }
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return Origin.NO_ANSWER;
        }
        return isOfAnUnreadableAnswer(cause) ? Origin.UNREADABLE : null;
    }

    private static boolean isOfAnUnreadableAnswer(Throwable cause) {
        String name = cause.getClass().getName();
        return name.contains(JSON_PARSER) || NO_HTTP.stream().anyMatch(name::endsWith);
    }

    /** How a call ended. */
    public enum Origin {
        /** DynamoDB answered with an error. */
        SERVICE,
        /** The response is an error that is not DynamoDB's: it has no error code. */
        FOREIGN,
        /** The response is not DynamoDB's complete answer. */
        UNREADABLE,
        /** There was no answer in time. */
        NO_ANSWER,
        /** The connection was lost, or could not be established. */
        DISCONNECTED,
        /** The call was not sent, since all connections were busy until its timeout. */
        NO_TURN,
        /** The call was not sent, since the operation that it belongs to had timed out. */
        OUT_OF_TIME,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The SDK certainly did not send the call: no credentials, no region, or a request that it refuses. */
        CLIENT,
        /** The SDK gave up the call, and it is not known whether it had been sent. */
        UNKNOWN
    }

    /**
     * Why one write of a transaction was cancelled.
     *
     * @param code such as {@code ConditionalCheckFailed}; {@code None} if this write is not the reason
     * @param message the service's message; empty if there was none
     * @param item the old item of a failed condition; null if there was none
     */
    public record Reason(String code, String message, @Nullable Map<String, Value> item) {

        /**
         * The reason, from values that may be missing.
         *
         * @param code such as {@code ConditionalCheckFailed}; null if there was none
         * @param message the service's message; null if there was none
         * @param item the old item of a failed condition; null if there was none
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
