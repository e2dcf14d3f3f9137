package io.github.dynamodbsession.dynamo.call;

import java.time.Duration;

/**
 * Is told of every call of DynamoDB, on the thread that made it, when its answer is there. Implementations are safe for
 * use by several threads, quick, and throw nothing: what they throw ends the operation.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * A call was made.
     *
     * @param call what it was
     */
    void onCall(Made call);

    /**
     * A call that was made. The SDK's own retries count as one.
     *
     * @param operation its name, such as {@code UpdateItem}
     * @param readUnits consumed read units, as DynamoDB told them
     * @param writeUnits consumed write units, as DynamoDB told them
     * @param duration how long it took, retries included
     * @param errorCode the service's error code; empty for none
     */
    record Made(String operation, double readUnits, double writeUnits, Duration duration, String errorCode) {}
}
