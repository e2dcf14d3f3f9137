package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
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
        Map<String, Value> map = new HashMap<>();
        attributes.forEach((name, encoded) -> map.put(AttributeNames.escape(name), toValue(encoded)));
        return new Value.M(map);
    }

    static Map<String, EncodedValue> fromMap(Value.M map) {
        Map<String, EncodedValue> attributes = new HashMap<>();
        map.content().forEach((key, value) -> {
            String name = AttributeNames.unescape(key);
            attributes.put(name, fromValue(name, value));
        });
        return attributes;
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
