package io.github.dynamodbsession.emulator.value;

import java.math.BigDecimal;
import java.util.Map;

/**
 * How many bytes an item counts, by the documented rules (Developer Guide, "Item sizes and formats"), and for numbers by
 * what was measured on the service: one byte, one for two digits begun before the decimal point, one for two begun after
 * it, one for a sign (paritysuite/dynamodb-conformance, tests/tier3/limits/numberByteSize.test.ts).
 */
public final class ItemSize {

    /** The most bytes of one item. */
    public static final int LIMIT = 400 * 1024;

    private static final int CONTAINER = 3;
    private static final int ELEMENT = 1;

    private ItemSize() {}

    /** The size of an item, or of a key: names and values. */
    public static int of(Map<String, AttributeValue> item) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    /** The size of a value, without its name. */
    public static int of(AttributeValue value) {
        if (value instanceof AttributeValue.S s) {
            return utf8(s.value());
        }
        if (value instanceof AttributeValue.N n) {
            return number(n.value());
        }
        if (value instanceof AttributeValue.B b) {
            return b.value().length;
        }
        if (value instanceof AttributeValue.Bool || value instanceof AttributeValue.Null) {
            return 1;
        }
        return ofCollection(value);
    }

    private static int ofCollection(AttributeValue value) {
        int size = 0;
        if (value instanceof AttributeValue.L list) {
            for (AttributeValue element : list.value()) {
                size += ELEMENT + of(element);
            }
            return size + CONTAINER;
        }
        if (value instanceof AttributeValue.M map) {
            return CONTAINER + ELEMENT * map.value().size() + of(map.value());
        }
        if (value instanceof AttributeValue.SS strings) {
            for (String member : strings.value()) {
                size += utf8(member);
            }
        } else if (value instanceof AttributeValue.NS numbers) {
            for (BigDecimal member : numbers.value()) {
                size += number(member);
            }
        } else if (value instanceof AttributeValue.BS binaries) {
            for (AttributeValue.B member : binaries.value()) {
                size += member.value().length;
            }
        }
        return size;
    }

    private static int number(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int precision = number.precision();
        int before = Math.max(0, Math.min(precision, precision - number.scale()));
        int after = precision - before;
        return 1 + half(before) + half(after) + (number.signum() < 0 ? 1 : 0);
    }

    private static int half(int digits) {
        return (digits + 1) / 2;
    }

    /** How many bytes a text has in UTF-8. */
    public static int utf8(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
