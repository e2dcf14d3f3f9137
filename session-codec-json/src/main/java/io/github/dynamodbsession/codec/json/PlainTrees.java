package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plain form: JSON as others write and read it, without the names of types. A value that JSON has no type for is
 * refused. Immutable.
 *
 * @param limits the limits of a value
 */
record PlainTrees(JsonLimits limits) {

    /** The approximate overhead of a value: quotes, commas, brackets. */
    private static final int ABOUT = 2;

    /** Writes one value. */
    private final class Writer {

        private int depth;
        private int elements;
        private long characters;

        JsonValue write(@Nullable Object value) {
            limits.checkElements(++elements);
            if (value == null) {
                return spend(new JsonValue.Null(), 2 * ABOUT);
            }
            if (value instanceof String text) {
                return spend(new JsonValue.Text(Texts.checked(text)), text.length() + ABOUT);
            }
            if (value instanceof Boolean bool) {
                return spend(new JsonValue.Bool(bool), 2 * ABOUT);
            }
            if (value instanceof Number number) {
                String literal = literal(number);
                return spend(new JsonValue.Numeral(literal), literal.length());
            }
            if (value instanceof List<?> list) {
                return array(list);
            }
            if (value instanceof Map<?, ?> map) {
                return fields(map);
            }
            throw refused(value);
        }

        private JsonValue array(List<?> list) {
            limits.checkDepth(++depth);
            List<JsonValue> written = new ArrayList<>();
            for (Object element : list) {
                written.add(write(element));
            }
            depth--;
            return spend(new JsonValue.Array(written), ABOUT);
        }

        private JsonValue fields(Map<?, ?> map) {
            limits.checkDepth(++depth);
            Map<String, JsonValue> written = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (!(key instanceof String name)) {
                    throw new SessionCodecException(
                            "has a map with a key that is no string, which JSON does not have; this codec writes plain"
                                    + " JSON.");
                }
                spend(new JsonValue.Null(), name.length() + 2 * ABOUT);
                written.put(Texts.checked(name), write(value));
            });
            depth--;
            return spend(new JsonValue.Fields(written), ABOUT);
        }

        private JsonValue spend(JsonValue written, int about) {
            characters += about;
            limits.checkCharacters(characters);
            return written;
        }
    }

    private static String literal(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return number.toString();
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new SessionCodecException("has a number that is infinite or none, which JSON does not have; this"
                        + " codec writes plain JSON.");
            }
            return number.toString();
        }
        if (number instanceof BigInteger integer) {
            return Numbers.print(integer);
        }
        if (number instanceof BigDecimal decimal) {
            return Numbers.print(decimal);
        }
        throw refused(number);
    }

    private static SessionCodecException refused(Object value) {
        String name = value.getClass().getTypeName();
        return SessionCodecException.refusing(
                value.getClass().isArray() ? name : value.getClass().getName(),
                "a value of " + name
                        + " is no JSON, and this codec writes plain JSON (plainJson): use strings, numbers,"
                        + " booleans, lists, and maps with string keys.");
    }

    JsonValue write(Object value) {
        return new Writer().write(value);
    }

    /** Returns the value; null for {@code null}. */
    @Nullable
    Object read(JsonValue json) {
        Reading.tick();
        if (json instanceof JsonValue.Text text) {
            return text.content();
        }
        if (json instanceof JsonValue.Numeral number) {
            return number(number.literal());
        }
        if (json instanceof JsonValue.Bool bool) {
            return bool.value();
        }
        if (json instanceof JsonValue.Array array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.elements().forEach(element -> list.add(read(element)));
            return list;
        }
        if (json instanceof JsonValue.Fields fields) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.members().forEach((name, member) -> map.put(name, read(member)));
            return map;
        }
        return null;
    }

    /** The smallest type that has the number as it is written. */
    private static Number number(String literal) {
        if (literal.equals("-0")) {
            return -0.0;
        }
        boolean isWhole = literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        if (isWhole) {
            BigInteger integer = Numbers.bigInteger(literal);
            if (integer.bitLength() < Integer.SIZE) {
                return integer.intValue();
            }
            return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
        }
        BigDecimal decimal = Numbers.bigDecimal(literal);
        double number = decimal.doubleValue();
        boolean isKept = Double.isFinite(number) && new BigDecimal(Double.toString(number)).compareTo(decimal) == 0;
        return isKept ? (Number) number : decimal;
    }
}
