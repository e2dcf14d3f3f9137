package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import io.github.dynamodbsession.dynamo.call.MapEntries;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts values to those of the SDK and back. Of the SDK's fields of a value one is set, all others are null. */
final class SdkValues {

    private SdkValues() {}

    static Map<String, AttributeValue> toSdk(Map<String, Value> values) {
        MapEntries<String, AttributeValue> sdk = new MapEntries<>(values.size());
        for (Map.Entry<String, Value> value : values.entrySet()) {
            sdk.add(value.getKey(), toSdk(value.getValue()));
        }
        return sdk.toMap();
    }

    static @Nullable Map<String, AttributeValue> toSdkOrNull(@Nullable Map<String, Value> values) {
        return values == null ? null : toSdk(values);
    }

    private static AttributeValue toSdk(Value value) {
        AttributeValue sdk = new AttributeValue();
        if (value instanceof Value.S text) {
            sdk.setS(text.content());
        } else if (value instanceof Value.N number) {
            sdk.setN(number.content());
        } else if (value instanceof Value.B binary) {
            sdk.setB(binary.content().duplicate());
        } else if (value instanceof Value.M map) {
            sdk.setM(toSdk(map.content()));
        } else if (value instanceof Value.L list) {
            sdk.setL(list.content().stream().map(SdkValues::toSdk).toList());
        } else if (value instanceof Value.Bool bool) {
            sdk.setBOOL(bool.content());
        } else if (value instanceof Value.Set set) {
            set(sdk, set);
        } else {
            sdk.setNULL(true);
        }
        return sdk;
    }

    private static void set(AttributeValue sdk, Value.Set set) {
        List<AttributeValue> elements =
                set.content().stream().map(SdkValues::toSdk).toList();
        switch (set.type()) {
            case "SS" -> sdk.setSS(elements.stream().map(AttributeValue::getS).toList());
            case "NS" -> sdk.setNS(elements.stream().map(AttributeValue::getN).toList());
            default -> sdk.setBS(elements.stream().map(AttributeValue::getB).toList());
        }
    }

    static Map<String, Value> fromSdk(Map<String, AttributeValue> sdk) {
        MapEntries<String, Value> values = new MapEntries<>(sdk.size());
        for (Map.Entry<String, AttributeValue> value : sdk.entrySet()) {
            values.add(value.getKey(), fromSdk(value.getValue()));
        }
        return values.toMap();
    }

    static @Nullable Map<String, Value> fromSdkOrNull(@Nullable Map<String, AttributeValue> sdk) {
        return sdk == null ? null : fromSdk(sdk);
    }

    private static Value fromSdk(AttributeValue sdk) {
        if (sdk.getS() != null) {
            return new Value.S(sdk.getS());
        }
        if (sdk.getN() != null) {
            return new Value.N(sdk.getN());
        }
        if (sdk.getB() != null) {
            return new Value.B(sdk.getB());
        }
        if (sdk.getM() != null) {
            return new Value.M(fromSdk(sdk.getM()));
        }
        if (sdk.getL() != null) {
            return new Value.L(values(sdk.getL(), SdkValues::fromSdk));
        }
        if (sdk.getBOOL() != null) {
            return new Value.Bool(sdk.getBOOL());
        }
        return sdk.getNULL() != null ? new Value.Null() : set(sdk);
    }

    private static Value.Set set(AttributeValue sdk) {
        if (sdk.getSS() != null) {
            return new Value.Set("SS", values(sdk.getSS(), Value.S::new));
        }
        return sdk.getNS() != null
                ? new Value.Set("NS", values(sdk.getNS(), Value.N::new))
                : new Value.Set("BS", values(sdk.getBS(), Value.B::new));
    }

    private static <T> List<Value> values(List<T> elements, Function<T, Value> conversion) {
        return elements.stream().map(conversion).toList();
    }
}
