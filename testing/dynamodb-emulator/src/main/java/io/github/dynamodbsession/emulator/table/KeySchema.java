package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of a table or an index are made of. Immutable.
 *
 * @param range {@code null}, with its type, where there is no sort key
 */
public record KeySchema(String hash, KeyType hashType, @Nullable String range, @Nullable KeyType rangeType) {

    /** The names, the hash key's first. */
    public List<String> names() {
        return range == null ? List.of(hash) : List.of(hash, range);
    }

    /** Whether a key attribute has that name. */
    public boolean has(String name) {
        return name.equals(hash) || name.equals(range);
    }

    /** The type that the key attribute of that name must have; {@code null} if there is none of that name. */
    public @Nullable KeyType typeOf(String name) {
        return name.equals(hash) ? hashType : name.equals(range) ? rangeType : null;
    }

    /** Whether an item has all key attributes, each of its type. */
    public boolean fits(Map<String, AttributeValue> item) {
        return fits(item.get(hash), hashType) && (range == null || fits(item.get(range), rangeType));
    }

    private static boolean fits(@Nullable AttributeValue value, @Nullable KeyType type) {
        return value != null && type != null && type.is(value);
    }

    /** The key of an item that {@link #fits}. */
    public ItemKey keyOf(Map<String, AttributeValue> item) {
        AttributeValue partition = item.get(hash);
        if (partition == null) {
            throw new IllegalArgumentException("no " + hash);
        }
        return ItemKey.of(partition, range == null ? null : item.get(range));
    }

    /** The key attributes of an item, the hash key's first. */
    public Map<String, AttributeValue> attributesOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String name : names()) {
            AttributeValue value = item.get(name);
            if (value != null) {
                key.put(name, value);
            }
        }
        return key;
    }
}
