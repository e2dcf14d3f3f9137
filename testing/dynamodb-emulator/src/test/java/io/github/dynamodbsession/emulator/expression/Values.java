package io.github.dynamodbsession.emulator.expression;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.DynamoNumber;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short names for values, items and placeholders. */
final class Values {

    /** One value of each type, by the name of the type. */
    static final Map<String, AttributeValue> OF_EACH_TYPE = map(
            "S", s("a"),
            "N", n("1"),
            "B", b(1),
            "BOOL", bool(true),
            "NULL", AttributeValue.Null.INSTANCE,
            "L", l(),
            "M", m(),
            "SS", ss("a"),
            "NS", ns("1"),
            "BS", bs(b(1)));

    private Values() {}

    static AttributeValue s(String value) {
        return new AttributeValue.S(value);
    }

    static AttributeValue n(String value) {
        return new AttributeValue.N(number(value));
    }

    static AttributeValue.B b(int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return new AttributeValue.B(value);
    }

    static AttributeValue bool(boolean value) {
        return new AttributeValue.Bool(value);
    }

    static AttributeValue l(AttributeValue... elements) {
        return new AttributeValue.L(List.of(elements));
    }

    /** Names and values in turn. */
    static AttributeValue m(Object... entries) {
        return new AttributeValue.M(map(entries));
    }

    static AttributeValue ss(String... members) {
        return new AttributeValue.SS(ordered(Stream.of(members)));
    }

    static AttributeValue ns(String... members) {
        return new AttributeValue.NS(ordered(Stream.of(members).map(Values::number)));
    }

    static AttributeValue bs(AttributeValue.B... members) {
        return new AttributeValue.BS(ordered(Arrays.stream(members)));
    }

    /** Names and values in turn. */
    static Map<String, AttributeValue> map(Object... entries) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], (AttributeValue) entries[i + 1]);
        }
        return map;
    }

    /** Placeholders and what they stand for in turn: names are strings. */
    static Placeholders placeholders(Object... entries) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i + 1] instanceof String name) {
                names.put((String) entries[i], name);
            } else {
                values.put((String) entries[i], (AttributeValue) entries[i + 1]);
            }
        }
        return new Placeholders(names, values);
    }

    /** What the service would say. */
    static String refusal(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return refused == null ? "" : refused.name() + ": " + refused.text();
    }

    /** The same as {@link #refusal} of a {@code ValidationException}. */
    static String invalid(String message) {
        return "ValidationException: " + message;
    }

    private static BigDecimal number(String value) {
        try {
            return DynamoNumber.parse(value);
        } catch (DynamoNumber.RefusedException e) {
            throw new IllegalArgumentException(value, e);
        }
    }

    private static <T> Set<T> ordered(Stream<T> members) {
        return members.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
