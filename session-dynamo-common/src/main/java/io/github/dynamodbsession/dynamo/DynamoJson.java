package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.dynamo.call.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as values of DynamoDB's types and back, for a value within a map that is an item's attribute. */
final class DynamoJson {

    /** DynamoDB Developer Guide, "Quotas": values nest up to 32 levels; the attribute is one, and its own values begin at 0. */
    static final int MAX_DEPTH = 30;

    // DynamoDB Developer Guide, "Data types": up to 38 digits, and magnitudes from 1E-130 to less than 1E+126.
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;

    private final String json;
    private final JsonScan scan;
    private int at;

    private DynamoJson(String json) {
        this.json = json;
        this.scan = new JsonScan(json);
    }

    /**
     * The value of a JSON text.
     *
     * @param json valid JSON
     * @throws SessionCodecException if DynamoDB cannot store it
     */
    static Value toValue(String json) {
        DynamoJson reader = new DynamoJson(json);
        reader.skip(0);
        return reader.value(0);
    }

    private void skip(int from) {
        at = scan.space(from);
    }

    private Value value(int depth) {
        char first = scan.at(at);
        if (first == '{' || first == '[') {
            if (depth == MAX_DEPTH) {
                throw new SessionCodecException(
                        "is nested deeper than " + MAX_DEPTH + " levels, which DynamoDB cannot store in a map.");
            }
            return first == '{' ? object(depth + 1) : array(depth + 1);
        }
        int start = at;
        at = scan.value(start);
        String text = json.substring(start, at);
        return switch (first) {
            case '"' -> new Value.S(string(text));
            case 't', 'f' -> new Value.Bool(first == 't');
            case 'n' -> new Value.Null();
            default -> number(text);
        };
    }

    private Value object(int depth) {
        Map<String, Value> fields = new HashMap<>();
        skip(at + 1);
        while (scan.at(at) != '}') {
            int start = at;
            int end = scan.string(start);
            String name = string(json.substring(start, end));
            if (name.isEmpty()) {
                throw new SessionCodecException("has a field without a name, which DynamoDB cannot store in a map.");
            }
            at = scan.afterName(start);
            // Of several fields of one name the last one counts, as in JavaScript.
            fields.put(name, value(depth));
            skipComma();
        }
        at++;
        return new Value.M(fields);
    }

    private Value array(int depth) {
        List<Value> elements = new ArrayList<>();
        skip(at + 1);
        while (scan.at(at) != ']') {
            elements.add(value(depth));
            skipComma();
        }
        at++;
        return new Value.L(elements);
    }

    private void skipComma() {
        skip(at);
        if (scan.at(at) == ',') {
            skip(at + 1);
        }
    }

    private static String string(String quoted) {
        String content = JsonObjectText.unquoted(quoted);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(content)) {
            throw new SessionCodecException("has a string with half of a surrogate pair, which has no UTF-8.");
        }
        return content;
    }

    private static Value.N number(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            int exponent = number.precision() - number.scale() - 1;
            boolean isStorable = number.signum() == 0
                    || (number.precision() <= MAX_DIGITS && exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT);
            if (isStorable) {
                return new Value.N(text);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Far out of range, as below.
        }
        throw new SessionCodecException(
                "has a number that DynamoDB cannot store: up to 38 digits, and from 1E-130 to less than 1E+126.");
    }

    /**
     * The JSON text of a value: always the same for the same value, whatever the order of fields.
     *
     * @return null for bytes and sets, and what has some in it: they have no JSON
     */
    static @Nullable String toJson(Value value) {
        if (value instanceof Value.S text) {
            return JsonObjectText.quoted(text.content());
        }
        if (value instanceof Value.N number) {
            return number.content();
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.content());
        }
        if (value instanceof Value.Null) {
            return "null";
        }
        if (value instanceof Value.L list) {
            return toJson(list);
        }
        return value instanceof Value.M map ? toJson(map) : null;
    }

    private static @Nullable String toJson(Value.L list) {
        StringBuilder out = new StringBuilder("[");
        for (Value element : list.content()) {
            String json = toJson(element);
            if (json == null) {
                return null;
            }
            out.append(out.length() == 1 ? "" : ",").append(json);
        }
        return out.append(']').toString();
    }

    private static @Nullable String toJson(Value.M map) {
        Map<String, String> fields = toJson(map.content());
        return fields.size() < map.content().size() ? null : objectOf(fields);
    }

    /** The JSON of each value that has some, in the order of their names. */
    static Map<String, String> toJson(Map<String, Value> values) {
        Map<String, String> fields = new TreeMap<>();
        values.forEach((name, value) -> {
            String json = toJson(value);
            if (json != null) {
                fields.put(name, json);
            }
        });
        return fields;
    }

    /** A JSON object of fields with JSON values. */
    static String objectOf(Map<String, String> fields) {
        StringBuilder out = new StringBuilder("{");
        fields.forEach((name, json) -> out.append(out.length() == 1 ? "" : ",")
                .append(JsonObjectText.quoted(name))
                .append(':')
                .append(json));
        return out.append('}').toString();
    }
}
