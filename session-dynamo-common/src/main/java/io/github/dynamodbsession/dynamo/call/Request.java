package io.github.dynamodbsession.dynamo.call;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
     * @return the name
     */
    default String operation() {
        return getClass().getSimpleName();
    }

    /**
     * The permissions that a role needs for it.
     *
     * @return actions of IAM, without the service's prefix, sorted
     */
    default SortedSet<String> actions() {
        return new TreeSet<>(Set.of(operation()));
    }

    /** A call about the table itself, not about its items. */
    sealed interface OfTable extends Request {}

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
     * Reads several items, of at most 16 MB; answers with {@link Answer.Items}.
     *
     * @param table the table
     * @param keys 1 to 100 different keys; copied
     * @param consistent whether the reads are strongly consistent
     */
    record BatchGetItem(String table, List<Map<String, Value>> keys, boolean consistent) implements Request {

        /**
         * Copies the list.
         *
         * @param table the table
         * @param keys 1 to 100 different keys
         * @param consistent whether the reads are strongly consistent
         */
        public BatchGetItem {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Replaces one item; answers with the old one, unless it is part of a transaction.
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
     * Deletes one item; answers with the deleted one.
     *
     * @param table the table
     * @param key the key
     * @param expression its condition
     */
    record DeleteItem(String table, Map<String, Value> key, Expression expression) implements Write {}

    /**
     * Makes several writes atomically.
     *
     * @param table the table
     * @param writes the writes; copied
     * @param clientRequestToken makes a retry within ten minutes a no-op with the same answer; at most 36 characters
     */
    record TransactWriteItems(String table, List<Write> writes, String clientRequestToken) implements Request {

        /**
         * Copies the list.
         *
         * @param table the table
         * @param writes the writes; copied
         * @param clientRequestToken makes a retry within ten minutes a no-op with the same answer; at most 36 characters
         */
        public TransactWriteItems {
            writes = List.copyOf(writes);
        }

        /** Those of its writes: a transaction itself has none (DynamoDB Developer Guide, "Transactions"). */
        @Override
        public SortedSet<String> actions() {
            SortedSet<String> actions = new TreeSet<>();
            writes.forEach(write -> actions.addAll(write.actions()));
            return actions;
        }
    }

    /**
     * Reads one page of the whole table, or of one segment of it.
     *
     * @param table the table
     * @param expression its filter and projection
     * @param consistent whether the read is strongly consistent
     * @param part the segment, and the page of it
     */
    record Scan(String table, Expression expression, boolean consistent, Part part) implements Request {}

    /**
     * A page of a segment of the table.
     *
     * @param segment the segment's number, from 0
     * @param segments the number of segments; 1 for a sequential scan
     * @param limit the maximum number of items to evaluate; null: as many as DynamoDB reads at once
     * @param startKey where the previous page ended; null: the first page
     */
    record Part(int segment, int segments, @Nullable Integer limit, @Nullable Map<String, Value> startKey) {}

    /**
     * Reads one page of an index.
     *
     * @param table the table
     * @param index the index's name
     * @param expression its condition on the key
     * @param limit the maximum number of items to evaluate; null: as many as DynamoDB reads at once
     * @param startKey where the previous page ended; null: the first page
     */
    record Query(
            String table,
            String index,
            Expression expression,
            @Nullable Integer limit,
            @Nullable Map<String, Value> startKey)
            implements Request {}

    /**
     * A global secondary index that holds keys only. Both attributes are strings.
     *
     * @param name its name
     * @param hashAttribute the name of its hash key
     * @param rangeAttribute the name of its range key
     */
    record Index(String name, String hashAttribute, String rangeAttribute) {}

    /**
     * Describes the table.
     *
     * @param table the table
     */
    record DescribeTable(String table) implements OfTable {}

    /**
     * Creates the table, with one hash key that is a string.
     *
     * @param table the table
     * @param keyAttribute the name of the hash key
     * @param throughput provisioned capacity, of each index as well; null: on demand
     * @param indexes its indexes; copied
     */
    record CreateTable(String table, String keyAttribute, @Nullable Throughput throughput, List<Index> indexes)
            implements OfTable {

        /**
         * Copies the list.
         *
         * @param table the table
         * @param keyAttribute the name of the hash key
         * @param throughput provisioned capacity; null: on demand
         * @param indexes its indexes; copied
         */
        public CreateTable {
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * Adds an index to the table.
     *
     * @param table the table
     * @param index the index
     * @param throughput provisioned capacity of the index; null: on demand
     */
    record UpdateTable(String table, Index index, @Nullable Throughput throughput) implements OfTable {}

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
    record DescribeTimeToLive(String table) implements OfTable {}

    /**
     * Switches the table's time to live on.
     *
     * @param table the table
     * @param attribute the attribute that holds the expiry in epoch seconds
     */
    record UpdateTimeToLive(String table, String attribute) implements OfTable {}
}
