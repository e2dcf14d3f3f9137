package io.github.dynamodbsession.dynamo.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What DynamoDB answered to a {@link Request}. Immutable. */
public sealed interface Answer {

    /**
     * The answer to a read is the item that was found, to a delete or a put the old item, to an update none.
     *
     * @param item the item; null: none
     */
    record Item(@Nullable Map<String, Value> item) implements Answer {}

    /**
     * The items that a batch read found, in no order.
     *
     * @param items the items; copied
     * @param unprocessed the keys that were not looked for, and must be asked for again; copied
     */
    record Items(List<Map<String, Value>> items, List<Map<String, Value>> unprocessed) implements Answer {

        /**
         * Copies both lists.
         *
         * @param items the items
         * @param unprocessed the keys that were not looked for
         */
        public Items {
            items = List.copyOf(items);
            unprocessed = List.copyOf(unprocessed);
        }
    }

    /**
     * One page of a scan or a query.
     *
     * @param items the items; copied
     * @param nextKey where the next page starts; null: this is the last
     * @param looked the number of items that were evaluated
     * @param readUnits consumed read units; 0 if not asked for or not reported
     */
    record Page(List<Map<String, Value>> items, @Nullable Map<String, Value> nextKey, int looked, double readUnits)
            implements Answer {

        /**
         * Copies the list.
         *
         * @param items the items; copied
         * @param nextKey where the next page starts; null: this is the last
         * @param looked the number of items that were evaluated
         * @param readUnits consumed read units; 0 if not asked for or not reported
         */
        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * The description of a table.
     *
     * @param status such as {@code ACTIVE}
     * @param keySchema the key's attributes in order; copied
     * @param indexes its global secondary indexes; copied
     * @param billingMode {@code PROVISIONED} or {@code PAY_PER_REQUEST}; null: DynamoDB does not report it, as for a
     *     table that never was on demand
     */
    record Table(String status, List<KeyElement> keySchema, List<TableIndex> indexes, @Nullable String billingMode)
            implements Answer {

        /**
         * Copies both lists.
         *
         * @param status such as {@code ACTIVE}
         * @param keySchema the key's attributes in order; copied
         * @param indexes its global secondary indexes; copied
         * @param billingMode {@code PROVISIONED} or {@code PAY_PER_REQUEST}; null: DynamoDB does not report it
         */
        public Table {
            keySchema = List.copyOf(keySchema);
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * The description of a global secondary index.
     *
     * @param name its name
     * @param status such as {@code ACTIVE}
     * @param keySchema the key's attributes in order; copied
     */
    record TableIndex(String name, String status, List<KeyElement> keySchema) {

        /**
         * Copies the list.
         *
         * @param name its name
         * @param status such as {@code ACTIVE}
         * @param keySchema the key's attributes in order; copied
         */
        public TableIndex {
            keySchema = List.copyOf(keySchema);
        }
    }

    /**
     * One attribute of a table's key.
     *
     * @param attribute its name
     * @param keyType {@code HASH} or {@code RANGE}
     * @param type {@code S}, {@code N} or {@code B}
     */
    record KeyElement(String attribute, String keyType, String type) {

        /**
         * Creates an element from a description of a table, which lists the types apart from the key.
         *
         * @param attribute its name
         * @param keyType {@code HASH} or {@code RANGE}
         * @param types the types of attributes by name
         * @return the element
         */
        public static KeyElement of(String attribute, String keyType, Map<String, String> types) {
            return new KeyElement(attribute, keyType, types.getOrDefault(attribute, "?"));
        }

        @Override
        public String toString() {
            return attribute + " (" + keyType + ", " + type + ")";
        }
    }

    /**
     * The description of a table's time to live.
     *
     * @param status such as {@code ENABLED}
     * @param attribute the attribute that holds the expiry; null: none
     */
    record TimeToLive(String status, @Nullable String attribute) implements Answer {}

    /** Success, without a result. */
    record Done() implements Answer {}

    /**
     * The call failed.
     *
     * @param failure the reason
     */
    record Failed(Failure failure) implements Answer {}
}
