package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of sessions in DynamoDB, checked. Immutable; made by a {@link DynamoStorageBuilder}, where each is
 * explained.
 *
 * @param tableName the table
 * @param keyPrefix what every key begins with
 * @param keyAttribute the name of the hash key
 * @param consistentRead whether reads are strongly consistent
 * @param autoCreate whether a missing table is created
 * @param throughput provisioned capacity of a table to be created; null: on demand
 * @param nativeTtl whether DynamoDB's own time to live removes expired sessions
 * @param scanSegments how many segments are scanned side by side where the whole table is
 * @param scanReadUnits the most read units a second that this takes on an average; null: without a bound
 * @param pageSize the most items that one scan or query looks at; null: as many as DynamoDB reads at once
 * @param callTimeout the longest that one call may take, the SDK's retries included
 * @param operationTimeout the longest that an operation on one session may take, with all of its calls
 * @param initTimeout the longest that initialising may take, with all of its calls and pauses
 * @param maxConnections the most calls at once; null: any number, as the client has it
 * @param callListeners are told of every call, in this order; an immutable list
 */
public record DynamoOptions(
        String tableName,
        String keyPrefix,
        String keyAttribute,
        boolean consistentRead,
        boolean autoCreate,
        Request.@Nullable Throughput throughput,
        boolean nativeTtl,
        int scanSegments,
        @Nullable Long scanReadUnits,
        @Nullable Integer pageSize,
        Duration callTimeout,
        Duration operationTimeout,
        Duration initTimeout,
        @Nullable Integer maxConnections,
        List<CallListener> callListeners) {

    /** How often a client that an adapter makes sends one call at the most: lost answers and throttling included. */
    public static final int ATTEMPTS = 10;

    /** The pause of such a client before it sends a call once more; each is about twice the one before. */
    public static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    /** The longest of these pauses. */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final int ATTEMPTS_IN_TIME = 3;

    /**
     * The longest that one attempt of a call may take: so short that others fit into {@link #callTimeout}.
     *
     * @return the duration
     */
    public Duration attemptTimeout() {
        return callTimeout.dividedBy(ATTEMPTS_IN_TIME);
    }

    /**
     * How each call is sent at first: as the client's own settings have it, for as long as one attempt may take.
     *
     * @return the round
     */
    public Round firstRound() {
        return new Round(attemptTimeout(), attemptTimeout(), false);
    }

    /** The same for the calls of initialising, each of which may take all of its time. */
    DynamoOptions forInit() {
        return new DynamoOptions(
                tableName,
                keyPrefix,
                keyAttribute,
                consistentRead,
                autoCreate,
                throughput,
                nativeTtl,
                scanSegments,
                scanReadUnits,
                pageSize,
                initTimeout,
                operationTimeout,
                initTimeout,
                maxConnections,
                callListeners);
    }

    /**
     * Whether DynamoDB is asked to tell what each call consumed.
     *
     * @return whether somebody is told, or has to keep to a bound
     */
    public boolean isCostAsked() {
        return !callListeners.isEmpty() || scanReadUnits != null;
    }
}
