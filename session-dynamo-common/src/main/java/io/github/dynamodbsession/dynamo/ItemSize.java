package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.List;
import java.util.Map;

/** The size of an item as DynamoDB counts it (DynamoDB Developer Guide, "DynamoDB item sizes and formats"). */
final class ItemSize {

    /** DynamoDB Developer Guide, "Service, account, and table quotas": the maximum size of an item is 400 KB. */
    static final long MAX_ITEM = 400 * 1024;

    private static final int MAP_OVERHEAD = 3;
    private static final int ELEMENT_OVERHEAD = 1;
    private static final int DIGITS_PER_BYTE = 2;

    private ItemSize() {}

    static long of(Map<String, Value> item) {
        long size = 0;
        for (Map.Entry<String, Value> attribute : item.entrySet()) {
            size += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    private static long of(List<Value> values) {
        return values.stream().mapToLong(ItemSize::of).sum();
    }

    static long of(Value value) {
        if (value instanceof Value.S text) {
            return utf8(text.content());
        }
        if (value instanceof Value.B binary) {
            return binary.content().remaining();
        }
        if (value instanceof Value.N number) {
            return number.content().length() / DIGITS_PER_BYTE + 2L;
        }
        if (value instanceof Value.M map) {
            return MAP_OVERHEAD + (long) ELEMENT_OVERHEAD * map.content().size() + of(map.content());
        }
        if (value instanceof Value.L list) {
            return MAP_OVERHEAD + (long) ELEMENT_OVERHEAD * list.content().size() + of(list.content());
        }
        return value instanceof Value.Set set ? of(set.content()) : 1;
    }

    /** The bytes of a text in UTF-8. */
    static long utf8(String text) {
        return EncodedValue.text(text).size();
    }
}
