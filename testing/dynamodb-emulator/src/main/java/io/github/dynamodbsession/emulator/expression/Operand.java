package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has a value, given an item. */
sealed interface Operand permits Operand.Attribute, Operand.Constant, Operand.Size, NewValue {

    /** Its value; {@code null} if the item has none there. */
    @Nullable
    AttributeValue in(Map<String, AttributeValue> item);

    /** The type of its value where no item is needed to know it. */
    default @Nullable String type() {
        return null;
    }

    /** What a path leads to. */
    record Attribute(Path path) implements Operand {
        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            return path.in(item);
        }
    }

    /** A value that the request has. */
    record Constant(AttributeValue value) implements Operand {
        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            return value;
        }

        @Override
        public String type() {
            return value.type();
        }
    }

    /** {@code size(...)}: the length of a string or of bytes, or the number of members. */
    record Size(Operand of) implements Operand {
        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue value = of.in(item);
            int size = value == null ? -1 : sizeOf(value);
            return size < 0 ? null : new AttributeValue.N(normal(size));
        }

        /** Without trailing zeros, as all numbers are. */
        private static BigDecimal normal(int size) {
            return size == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(size).stripTrailingZeros();
        }

        private static int sizeOf(AttributeValue value) {
            if (value instanceof AttributeValue.S string) {
                return string.value().length();
            }
            if (value instanceof AttributeValue.B bytes) {
                return bytes.value().length;
            }
            if (value instanceof AttributeValue.L list) {
                return list.value().size();
            }
            if (value instanceof AttributeValue.M map) {
                return map.value().size();
            }
            return Sets.isSet(value) ? Sets.members(value).size() : -1;
        }

        @Override
        public String type() {
            return "N";
        }
    }
}
