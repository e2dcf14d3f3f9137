package io.github.dynamodbsession.dynamo.call;

import java.time.Duration;

/**
 * Is told of every call of DynamoDB when its answer is there: on the thread that made it, or that of an asynchronous
 * storage's executor. Implementations are safe for use by several threads, and quick. What they throw harms nothing: it
 * is reported as a warning through {@link System.Logger} under the name of this interface.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * A call was made.
     *
     * @param call what it was
     */
    void onCall(Made call);

    /** How a call came out: few kinds, whatever codes there are. */
    enum Outcome {
        /** The service did as asked. */
        DONE,
        /** A condition of the call did not hold: somebody else was faster, and what that means is decided then. */
        CONDITION_FAILED,
        /** It met a transaction under way; it is made again after a pause, as often as the operation allows. */
        CONFLICT,
        /** More was asked than the table or the account allows, and retries did not help. */
        THROTTLED,
        /** The service said no, for another reason; {@link Made#errorCode} tells which. */
        REFUSED,
        /** The service failed, with a status of 5xx; the call may have been carried out. */
        FAILED,
        /**
         * Something was answered that is not DynamoDB's whole answer: cut, altered, empty, or of something in between. The
         * call may have been carried out.
         */
        UNREADABLE,
        /** There was no answer in time, or no connection. The call may have been carried out. */
        NO_ANSWER,
        /** The thread was interrupted while it waited. The call may have been carried out. */
        INTERRUPTED,
        /** The SDK did not send it: no credentials, no region, or something it refuses. */
        NOT_SENT,
        /** The SDK gave it up, and does not say why. The call may have been carried out. */
        UNKNOWN;

        /**
         * Whether a call that came out so may have been carried out although nobody said so. Where it is false, it was
         * carried out, or its last attempt was not.
         *
         * @return whether
         */
        public boolean isUncertain() {
            return switch (this) {
                case FAILED, UNREADABLE, NO_ANSWER, INTERRUPTED, UNKNOWN -> true;
                case DONE, CONDITION_FAILED, CONFLICT, THROTTLED, REFUSED, NOT_SENT -> false;
            };
        }
    }

    /**
     * A call that was made. The retries of the SDK, and those that follow a lost answer, count as one. Immutable; holds nothing of an item.
     *
     * @param operation its name, such as {@code UpdateItem}
     * @param outcome how it came out
     * @param readUnits consumed read units, as DynamoDB told them
     * @param writeUnits consumed write units, as DynamoDB told them
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
