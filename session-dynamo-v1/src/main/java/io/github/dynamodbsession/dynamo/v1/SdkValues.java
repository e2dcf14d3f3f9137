package io.github.dynamodbsession.dynamo.v1;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import io.github.dynamodbsession.dynamo.call.MapEntries;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.Map;
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
        } else {
            throw new IllegalArgumentException("A value of the type " + value + " is never written");
        }
        return sdk;
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
        return new Value.Other(otherType(sdk));
    }

    private static String otherType(AttributeValue sdk) {
        if (sdk.getBOOL() != null) {
            return "BOOL";
        }
        if (sdk.getNULL() != null) {
            return "NULL";
        }
        if (sdk.getL() != null) {
            return "L";
        }
        if (sdk.getSS() != null) {
            return "SS";
        }
        return sdk.getNS() != null ? "NS" : "BS";
    }
}
