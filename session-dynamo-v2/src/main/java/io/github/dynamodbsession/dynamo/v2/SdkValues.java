package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.MapEntries;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to those of the SDK and back. */
final class SdkValues {

    private SdkValues() {}

    static Map<String, AttributeValue> toSdk(Map<String, Value> values) {
        MapEntries<String, AttributeValue> sdk = new MapEntries<>(values.size());
        for (Map.Entry<String, Value> value : values.entrySet()) {
            sdk.add(value.getKey(), toSdk(value.getValue()));
        }
        return sdk.toMap();
    }

    private static AttributeValue toSdk(Value value) {
        if (value instanceof Value.S text) {
            return AttributeValue.fromS(text.content());
        }
        if (value instanceof Value.N number) {
            return AttributeValue.fromN(number.content());
        }
        if (value instanceof Value.B binary) {
            return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(binary.toByteArray()));
        }
        if (value instanceof Value.M map) {
            return AttributeValue.fromM(toSdk(map.content()));
        }
        if (value instanceof Value.L list) {
            return AttributeValue.fromL(
                    list.content().stream().map(SdkValues::toSdk).toList());
        }
        if (value instanceof Value.Bool bool) {
            return AttributeValue.fromBool(bool.content());
        }
        return value instanceof Value.Set set ? toSdk(set) : AttributeValue.fromNul(true);
    }

    private static AttributeValue toSdk(Value.Set set) {
        List<AttributeValue> elements =
                set.content().stream().map(SdkValues::toSdk).toList();
        return switch (set.type()) {
            case "SS" ->
                AttributeValue.fromSs(elements.stream().map(AttributeValue::s).toList());
            case "NS" ->
                AttributeValue.fromNs(elements.stream().map(AttributeValue::n).toList());
            default ->
                AttributeValue.fromBs(elements.stream().map(AttributeValue::b).toList());
        };
    }

    /** Null for no item, for which the SDK has an empty map. */
    static @Nullable Map<String, Value> fromSdk(boolean present, Map<String, AttributeValue> values) {
        return present ? fromSdk(values) : null;
    }

    static Map<String, Value> fromSdk(Map<String, AttributeValue> values) {
        MapEntries<String, Value> plain = new MapEntries<>(values.size());
        for (Map.Entry<String, AttributeValue> value : values.entrySet()) {
            plain.add(value.getKey(), fromSdk(value.getValue()));
        }
        return plain.toMap();
    }

    private static Value fromSdk(AttributeValue value) {
        return switch (value.type()) {
            case S -> new Value.S(value.s());
            case N -> new Value.N(value.n());
            case B -> new Value.B(value.b().asByteBuffer());
            case M -> new Value.M(fromSdk(value.m()));
            case L -> new Value.L(value.l().stream().map(SdkValues::fromSdk).toList());
            case BOOL -> new Value.Bool(value.bool());
            case NUL -> new Value.Null();
            case SS -> new Value.Set("SS", values(value.ss(), Value.S::new));
            case NS -> new Value.Set("NS", values(value.ns(), Value.N::new));
            case BS -> new Value.Set("BS", values(value.bs(), bytes -> new Value.B(bytes.asByteBuffer())));
            default -> throw new IllegalArgumentException("DynamoDB has no type " + value.type());
        };
    }

    private static <T> List<Value> values(List<T> elements, Function<T, Value> conversion) {
        return elements.stream().map(conversion).toList();
    }
}
