package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checked options of sessions in DynamoDB. Immutable; created by a {@link DynamoStorageBuilder}, which explains each.
 *
 * @param layout the table's layout
 * @param tableName the table
 * @param keyPrefix the prefix of every key
 * @param keyAttribute the name of the hash key
 * @param consistentRead whether reads are strongly consistent
 * @param autoCreate whether a missing table is created
 * @param throughput provisioned capacity of a table to be created; null: on demand
 * @param nativeTtl whether DynamoDB's time to live removes expired sessions
 * @param scanSegments the number of segments of a table scan that run in parallel
 * @param scanReadUnits the maximum of read units a second that scans consume on average; null: no limit
 * @param pageSize the maximum number of items that one scan or query evaluates; null: as many as DynamoDB reads at once
 * @param callTimeout the timeout of one call, retries included
 * @param operationTimeout the timeout of an operation on one session, with all of its calls
 * @param initTimeout the timeout of initialisation, with all of its calls and pauses
 * @param maxConnections the maximum number of concurrent calls; null: unlimited, as far as the client allows
 * @param callListeners notified of every call, in this order; an immutable list
 */
public record DynamoOptions(
        LayoutChoice layout,
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

    /** The maximum number of attempts of one call by an adapter's own client: lost answers and throttling included. */
    public static final int MAX_ATTEMPTS = 10;

    /** The pause of such a client before its first retry; each further one is about twice as long. */
    public static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    /** The maximum of these pauses. */
    public static final Duration MAX_PAUSE = Duration.ofSeconds(1);

    private static final int ATTEMPTS_IN_TIME = 3;

    /**
     * The timeout of one attempt of a call: short enough for further ones within {@link #callTimeout}.
     *
     * @return the duration
     */
    public Duration attemptTimeout() {
        return callTimeout.dividedBy(ATTEMPTS_IN_TIME);
    }

    /**
     * How each call is sent first: with the client's own settings, for as long as one attempt may take.
     *
     * @return the round
     */
    public Round firstRound() {
        return new Round(attemptTimeout(), attemptTimeout(), false);
    }

    /** The table's layout, with a time to live that ends when the session does. */
    TableLayout tableLayout() {
        TableLayout chosen = layout.on(tableName, new Keys(keyAttribute, keyPrefix));
        return nativeTtl ? chosen : chosen.withoutTimeToLive();
    }

    /** The same for the calls of initialisation, each of which may take all of its time. */
    DynamoOptions forInit() {
        return new DynamoOptions(
                layout,
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
     * Whether DynamoDB is asked for the capacity that each call consumed.
     *
     * @return true if there is a call listener, or a limit on read units
     */
    public boolean isCostAsked() {
        return !callListeners.isEmpty() || scanReadUnits != null;
    }
}
