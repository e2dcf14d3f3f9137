package io.github.dynamodbsession.dynamo.call;

import java.time.Duration;

/**
 * Notified of every call of DynamoDB once it is answered: on the calling thread, or on one of an asynchronous storage's
 * executor. Implementations must be safe for use by several threads, and quick. An exception that they throw does not
 * affect the call: it is logged as a warning through {@link System.Logger} under the name of this interface.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * A call was made.
     *
     * @param call the call
     */
    void onCall(Made call);

    /** The outcome of a call: few kinds, for all error codes. */
    enum Outcome {
        /** The call succeeded. */
        DONE,
        /** A condition of the call did not hold: another writer was faster, and the operation decides what follows. */
        CONDITION_FAILED,
        /** It conflicted with a transaction in progress; it is retried after a pause, as often as the operation allows. */
        CONFLICT,
        /** Capacity of the table or the account was exceeded, and retries did not help. */
        THROTTLED,
        /** The service refused it for another reason, which {@link Made#errorCode} tells. */
        REFUSED,
        /** The service failed, with a status of 5xx; the call may have been carried out. */
        FAILED,
        /**
         * The response is not DynamoDB's complete answer: truncated, altered, empty, or from a proxy. The call may have been
         * carried out.
         */
        UNREADABLE,
        /** There was no answer in time, or no connection. The call may have been carried out. */
        NO_ANSWER,
        /** The thread was interrupted while it waited. The call may have been carried out. */
        INTERRUPTED,
        /** The SDK did not send it: no credentials, no region, or a request that it refuses. */
        NOT_SENT,
        /** The SDK gave up for an unknown reason. The call may have been carried out. */
        UNKNOWN;

        /**
         * Whether a call with this outcome may have been carried out without a confirmation. If false, it was carried out,
         * or its last attempt was not.
         *
         * @return true if unknown
         */
        public boolean isUncertain() {
            return switch (this) {
                case FAILED, UNREADABLE, NO_ANSWER, INTERRUPTED, UNKNOWN -> true;
                case DONE, CONDITION_FAILED, CONFLICT, THROTTLED, REFUSED, NOT_SENT -> false;
            };
        }
    }

    /**
     * A call that was made. It includes the retries of the SDK and those after a lost answer. Immutable; holds no part of
     * an item.
     *
     * @param operation its name, such as {@code UpdateItem}
     * @param outcome its outcome
     * @param readUnits consumed read units, as DynamoDB reported them
     * @param writeUnits consumed write units, as DynamoDB reported them
     * @param duration how long it took, retries included; not negative
     * @param errorCode the service's error code; empty for none
     */
    record Made(
            String operation,
            Outcome outcome,
            double readUnits,
            double writeUnits,
            Duration duration,
            String errorCode) {}
}
