package io.github.dynamodbsession.dynamo.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of DynamoDB. Immutable; each is named like the operation in the DynamoDB API Reference. Writes that carry
 * an expression ask for the old item when its condition fails ({@code ReturnValuesOnConditionCheckFailure = ALL_OLD}).
 */
public sealed interface Request {

    /**
     * The table.
     *
     * @return its name or ARN
     */
    String table();

    /**
     * The operation's name.
     *
     * @return the name, as in IAM policies
     */
    default String operation() {
        return getClass().getSimpleName();
    }

    /** A write of one item, by itself or as a part of a transaction. */
    sealed interface Write extends Request {}

    /**
     * Reads one item.
     *
     * @param table the table
     * @param key the key
     * @param consistent whether the read is strongly consistent
     */
    record GetItem(String table, Map<String, Value> key, boolean consistent) implements Request {}

    /**
     * Replaces one item.
     *
     * @param table the table
     * @param item the item
     * @param expression its condition
     */
    record PutItem(String table, Map<String, Value> item, Expression expression) implements Write {}

    /**
     * Changes one item.
     *
     * @param table the table
     * @param key the key
     * @param expression its update and condition
     */
    record UpdateItem(String table, Map<String, Value> key, Expression expression) implements Request {}

    /**
     * Removes one item; answers with what was removed.
     *
     * @param table the table
     * @param key the key
     * @param expression its condition
     */
    record DeleteItem(String table, Map<String, Value> key, Expression expression) implements Write {}

    /**
     * Makes several writes as one.
     *
     * @param table the table
     * @param writes the writes; copied
     * @param clientRequestToken makes a repetition within ten minutes a no-op that answers again; at most 36 characters
     */
    record TransactWriteItems(String table, List<Write> writes, String clientRequestToken) implements Request {

        /**
         * Copies the list.
         *
         * @param table the table
         * @param writes the writes; copied
         * @param clientRequestToken makes a repetition within ten minutes a no-op that answers again; at most 36 characters
         */
        public TransactWriteItems {
            writes = List.copyOf(writes);
        }
    }

    /**
     * Reads one page of all items.
     *
     * @param table the table
     * @param expression its filter and projection
     * @param startKey where the page before ended; null: the first page
     */
    record Scan(String table, Expression expression, @Nullable Map<String, Value> startKey) implements Request {}

    /**
     * Describes the table.
     *
     * @param table the table
     */
    record DescribeTable(String table) implements Request {}

    /**
     * Creates the table, with one hash key that is a string.
     *
     * @param table the table
     * @param keyAttribute the name of the hash key
     * @param throughput provisioned capacity; null: on demand
     */
    record CreateTable(String table, String keyAttribute, @Nullable Throughput throughput) implements Request {}

    /**
     * Provisioned capacity.
     *
     * @param readUnits read units a second
     * @param writeUnits write units a second
     */
    record Throughput(long readUnits, long writeUnits) {}

    /**
     * Describes the table's time to live.
     *
     * @param table the table
     */
    record DescribeTimeToLive(String table) implements Request {}

    /**
     * Switches the table's time to live on.
     *
     * @param table the table
     * @param attribute the attribute that holds the expiry in epoch seconds
     */
    record UpdateTimeToLive(String table, String attribute) implements Request {}
}
