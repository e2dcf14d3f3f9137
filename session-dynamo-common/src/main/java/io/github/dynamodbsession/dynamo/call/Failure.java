package io.github.dynamodbsession.dynamo.call;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed, as the SDK reported it; what it means is judged elsewhere. Immutable. Its {@code toString}
 * shows no item.
 *
 * @param origin how it ended
 * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if the service said
 *     nothing
 * @param status the HTTP status; 0 if there was none
 * @param message the service's message, or what is wrong with an answer; empty if there was none
 * @param item the old item of a condition that failed; null if there was none
 * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
 * @param attempts how often the SDK sent it; 0 if it does not say
 * @param cause what the SDK raised
 * @param place where the call went, such as {@code at http://localhost:8000} or {@code in the region eu-central-1}; empty
 *     if that is not known
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

    /** The largest that RFC 9110, section 15, allows. */
    private static final int LAST_STATUS = 599;

    /** What JSON parsers of both SDKs have in their exceptions' names, also where the SDK has a copy of its own. */
    private static final String JSON_PARSER = ".jackson.core.";

    /** How exceptions of HTTP clients are called that say that what they read was no HTTP. */
    private static final List<String> NO_HTTP = List.of("ProtocolException", "ParseException", "HttpVersionException");

    /**
     * Copies the list.
     *
     * @param origin how it ended
     * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if the service said
     *     nothing
     * @param status the HTTP status; 0 if there was none
     * @param message the service's message, or what is wrong with an answer; empty if there was none
     * @param item the old item of a condition that failed; null if there was none
     * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param cause what the SDK raised
     * @param place where the call went; empty if that is not known
     */
    public Failure {
        reasons = List.copyOf(reasons);
    }

    /**
     * A failure of which it is not known where the call went.
     *
     * @param origin how it ended
     * @param code the service's error code, such as {@code ConditionalCheckFailedException}; empty if the service said
     *     nothing
     * @param status the HTTP status; 0 if there was none
     * @param message the service's message, or what is wrong with an answer; empty if there was none
     * @param item the old item of a condition that failed; null if there was none
     * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param cause what the SDK raised
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
     * The same failure, of which it is known where the call went.
     *
     * @param where the place, such as {@code at http://localhost:8000}
     * @return a new failure
     */
    public Failure withPlace(String where) {
        return new Failure(origin, code, status, message, item, reasons, attempts, cause, where);
    }

    /**
     * An error that was answered. What the SDK has none of is null to it. Without an error code it is not DynamoDB's, or
     * not all of it: something in between, or elsewhere, answered, unless there is an id that DynamoDB gave the request.
     *
     * @param code the service's error code; null if there was none
     * @param requestId the id that the service gave the request; null if there was none
     * @param status the HTTP status
     * @param message the service's message; null if there was none
     * @param item the old item of a condition that failed; null if there was none
     * @param reasons for each write of a transaction that was cancelled, why; empty for other failures; copied
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param cause what the SDK raised
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
     * An answer that came, and is not DynamoDB's whole one.
     *
     * @param why what is wrong with it, as a clause without an end
     * @param attempts how often the SDK sent the call; 0 if it does not say
     * @param cause what the SDK raised, or what would have been right to raise
     * @return the failure
     */
    public static Failure unreadable(String why, int attempts, Throwable cause) {
        return new Failure(Origin.UNREADABLE, "", 0, why, null, List.of(), attempts, cause);
    }

    /**
     * A failure that no answer of the service stands behind.
     *
     * @param origin how it ended
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param cause what the SDK raised
     * @return the failure
     */
    public static Failure withoutAnswer(Origin origin, int attempts, Throwable cause) {
        return new Failure(origin, "", 0, "", null, List.of(), attempts, cause);
    }

    /**
     * A failure that no answer of the service stands behind. How it ended is told by the first of the exception and its
     * causes that says so: by the adapter's own knowledge of its SDK's exceptions, else by what both SDKs stand on.
     *
     * @param cause what the SDK raised
     * @param attempts how often the SDK sent it; 0 if it does not say
     * @param known what the adapter knows of an exception; null for nothing
     * @return the failure; {@link Origin#UNKNOWN} where none of them says anything
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
        /** DynamoDB answered with an error of its own. */
        SERVICE,
        /** An error was answered that is not DynamoDB's: it has no error code. */
        FOREIGN,
        /** Something was answered that is not DynamoDB's whole answer. */
        UNREADABLE,
        /** There was no answer in time. */
        NO_ANSWER,
        /** The connection broke, or there was none. */
        DISCONNECTED,
        /** The call was not sent, since all connections were busy for as long as it may take. */
        NO_TURN,
        /** The call was not sent, since the time of the operation that it belongs to was over. */
        OUT_OF_TIME,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The SDK did not send the call, which is certain: no credentials, no region, or something it refuses. */
        CLIENT,
        /** The SDK gave the call up, and nobody knows whether it had been sent. */
        UNKNOWN
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
