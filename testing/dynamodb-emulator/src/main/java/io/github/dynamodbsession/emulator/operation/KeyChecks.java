package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.KeyType;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service asks of keys, of a table and of its indexes. */
final class KeyChecks {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String EMPTY = "The AttributeValue for a key attribute cannot contain an empty ";
    private static final int MAX_HASH = 2048;
    private static final int MAX_RANGE = 1024;

    private KeyChecks() {}

    /** A key by which an item is looked up: exactly the key attributes, of their types, neither empty nor too long. */
    static void key(KeySchema schema, Map<String, AttributeValue> key) {
        if (key.size() != schema.names().size()) {
            throw mismatch();
        }
        attributes(schema, key);
    }

    /** The key attributes are there, of their types, neither empty nor too long. */
    static void attributes(KeySchema schema, Map<String, AttributeValue> attributes) {
        for (String name : schema.names()) {
            attribute(schema, name, attributes.get(name));
        }
    }

    /** A key attribute is there, of its type, neither empty nor too long. */
    static void attribute(KeySchema schema, String name, @Nullable AttributeValue value) {
        KeyType type = schema.typeOf(name);
        if (value == null || type == null || !type.is(value)) {
            throw mismatch();
        }
        notEmpty(name, value);
        length(schema, name, value);
    }

    static ApiException mismatch() {
        return ApiException.validation("The provided key element does not match the schema");
    }

    /** An item: it has the table's key, and what it has of an index's key is of the right type. */
    static void item(TableDefinition table, Map<String, AttributeValue> item) {
        KeySchema schema = table.key();
        for (String name : schema.names()) {
            AttributeValue value = item.get(name);
            KeyType type = schema.typeOf(name);
            if (value == null) {
                throw ApiException.validation(INVALID + "Missing the key " + name + " in the item");
            }
            if (type != null && !type.is(value)) {
                throw ApiException.validation(
                        INVALID + "Type mismatch for key " + name + " expected: " + type + " actual: " + value.type());
            }
            notEmpty(name, value);
            length(schema, name, value);
        }
        indexKeys(table, item);
    }

    /** What an item has of the keys of indexes: global ones first. */
    static void indexKeys(TableDefinition table, Map<String, AttributeValue> item) {
        for (boolean global : new boolean[] {true, false}) {
            for (IndexDefinition index : table.indexes()) {
                if (index.global() == global) {
                    indexKeys(index, item);
                }
            }
        }
    }

    private static void indexKeys(IndexDefinition index, Map<String, AttributeValue> item) {
        for (String name : index.key().names()) {
            AttributeValue value = item.get(name);
            KeyType type = index.key().typeOf(name);
            if (value == null || type == null) {
                continue;
            }
            if (!type.is(value)) {
                throw ApiException.validation(INVALID + "Type mismatch for Index Key " + name + " Expected: " + type
                        + " Actual: " + value.type() + " IndexName: " + index.name());
            }
            notEmpty(index, name, value);
            length(index.key(), name, value);
        }
    }

    /** What an item has of the keys of indexes is not empty. */
    static void indexKeysNotEmpty(TableDefinition table, Map<String, AttributeValue> item) {
        for (IndexDefinition index : table.indexes()) {
            for (String name : index.key().names()) {
                AttributeValue value = item.get(name);
                if (value != null) {
                    notEmpty(index, name, value);
                }
            }
        }
    }

    private static void notEmpty(IndexDefinition index, String name, AttributeValue value) {
        if (isEmpty(value)) {
            throw ApiException.validation(
                    "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
                            + EMPTY + kind(value) + " value. IndexName: " + index.name() + ", IndexKey: " + name);
        }
    }

    /** The key attributes that are there are not empty. */
    static void notEmpty(KeySchema schema, Map<String, AttributeValue> attributes) {
        for (String name : schema.names()) {
            AttributeValue value = attributes.get(name);
            if (value != null) {
                notEmpty(name, value);
            }
        }
    }

    private static void notEmpty(String name, AttributeValue value) {
        if (isEmpty(value)) {
            throw ApiException.validation(
                    "One or more parameter values are not valid. " + EMPTY + kind(value) + " value. Key: " + name);
        }
    }

    private static boolean isEmpty(AttributeValue value) {
        return (value instanceof AttributeValue.S s && s.value().isEmpty())
                || (value instanceof AttributeValue.B b && b.value().length == 0);
    }

    private static String kind(AttributeValue value) {
        return value instanceof AttributeValue.S ? "string" : "binary";
    }

    private static void length(KeySchema schema, String name, AttributeValue value) {
        int size = ItemSize.of(value);
        if (name.equals(schema.hash())) {
            if (size > MAX_HASH) {
                throw ApiException.validation(
                        INVALID + "Size of hashkey has exceeded the maximum size limit of" + MAX_HASH + " bytes");
            }
        } else if (size > MAX_RANGE) {
            throw ApiException.validation(INVALID + "Aggregated size of all range keys has exceeded the size limit of "
                    + MAX_RANGE + " bytes");
        }
    }
}
