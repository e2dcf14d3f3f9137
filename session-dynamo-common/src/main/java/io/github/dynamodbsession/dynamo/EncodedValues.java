package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.call.MapEntries;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.HashMap;
import java.util.Map;

/** Encoded attribute values as values of DynamoDB: text as readable {@code S}, bytes as {@code B}. */
final class EncodedValues {

    private EncodedValues() {}

    static Value toValue(EncodedValue encoded) {
        return encoded instanceof EncodedValue.Text text
                ? new Value.S(text.content())
                : new Value.B(((EncodedValue.Binary) encoded).asByteBuffer());
    }

    static Value.M toMap(Map<String, EncodedValue> attributes) {
        MapEntries<String, Value> map = new MapEntries<>(attributes.size());
        attributes.forEach((name, encoded) -> map.add(AttributeNames.escape(name), toValue(encoded)));
        return new Value.M(map.toMap());
    }

    /** An immutable map. */
    static Map<String, EncodedValue> fromMap(Value.M map) {
        MapEntries<String, EncodedValue> attributes =
                new MapEntries<>(map.content().size());
        for (Map.Entry<String, Value> attribute : map.content().entrySet()) {
            String key = attribute.getKey();
            if (!AttributeNames.unescape(key).equals(key)) {
                return fromEscaped(map);
            }
            attributes.add(key, fromValue(key, attribute.getValue()));
        }
        return attributes.toMap();
    }

    /** What something else wrote may have two keys for one name. */
    private static Map<String, EncodedValue> fromEscaped(Value.M map) {
        Map<String, EncodedValue> attributes = new HashMap<>();
        map.content().forEach((key, value) -> {
            String name = AttributeNames.unescape(key);
            attributes.put(name, fromValue(name, value));
        });
        return Map.copyOf(attributes);
    }

    static EncodedValue fromValue(String name, Value value) {
        if (value instanceof Value.S text) {
            return EncodedValue.text(text.content());
        }
        if (value instanceof Value.B binary) {
            return EncodedValue.binary(binary.content());
        }
        throw new SessionStorageException(
                "The stored attribute '" + name + "' has the type " + value
                        + ", but S or B is expected: something else wrote to the item.",
                false,
                null);
    }
}
