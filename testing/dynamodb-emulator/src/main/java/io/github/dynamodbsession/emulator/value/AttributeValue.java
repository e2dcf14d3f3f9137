package io.github.dynamodbsession.emulator.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One value of an attribute. Immutable: who makes one hands over its collection or array and leaves it alone. Two values
 * are equal if DynamoDB's {@code =} says so: numbers by their amount, sets whatever the order of their members.
 */
public sealed interface AttributeValue {

    /** The type's name in the protocol: {@code S}, {@code N}, {@code B}, {@code BOOL}, {@code NULL} and so on. */
    String type();

    /** A string; may be empty. */
    record S(String value) implements AttributeValue {
        @Override
        public String type() {
            return "S";
        }
    }

    /**
     * A number.
     *
     * @param value as {@link DynamoNumber} makes it: without trailing zeros
     */
    record N(BigDecimal value) implements AttributeValue {
        @Override
        public String type() {
            return "N";
        }
    }

    /** Bytes; may be empty. */
    final class B implements AttributeValue, Comparable<B> {

        private final byte[] value;

        /** One that takes the array over. */
        public B(byte[] value) {
            this.value = value;
        }

        /** The array itself: not to be changed. */
        public byte[] value() {
            return value;
        }

        @Override
        public String type() {
            return "B";
        }

        /** By unsigned bytes. */
        @Override
        public int compareTo(B other) {
            return Arrays.compareUnsigned(value, other.value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof B b && Arrays.equals(value, b.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "B[" + HexFormat.of().formatHex(value) + "]";
        }
    }

    /** A boolean. */
    record Bool(boolean value) implements AttributeValue {
        @Override
        public String type() {
            return "BOOL";
        }
    }

    /** The null that is a value. */
    record Null() implements AttributeValue {
        /** There is only one. */
        public static final Null INSTANCE = new Null();

        @Override
        public String type() {
            return "NULL";
        }
    }

    /** A list; may be empty. */
    record L(List<AttributeValue> value) implements AttributeValue {
        public L {
            value = Collections.unmodifiableList(value);
        }

        @Override
        public String type() {
            return "L";
        }
    }

    /** A map, in the order in which it was written; may be empty. */
    record M(Map<String, AttributeValue> value) implements AttributeValue {
        public M {
            value = Collections.unmodifiableMap(value);
        }

        @Override
        public String type() {
            return "M";
        }

        /** A copy of what it holds, to be changed. */
        public Map<String, AttributeValue> copy() {
            return new LinkedHashMap<>(value);
        }
    }

    /** A set of strings, in their order; never empty. */
    record SS(Set<String> value) implements AttributeValue {
        public SS {
            value = sorted(value, ValueOrder::compare);
        }

        @Override
        public String type() {
            return "SS";
        }
    }

    /** A set of numbers, in their order; never empty. */
    record NS(Set<BigDecimal> value) implements AttributeValue {
        public NS {
            value = sorted(value, Comparator.naturalOrder());
        }

        @Override
        public String type() {
            return "NS";
        }
    }

    /** A set of byte arrays, in their order; never empty. */
    record BS(Set<B> value) implements AttributeValue {
        public BS {
            value = sorted(value, Comparator.naturalOrder());
        }

        @Override
        public String type() {
            return "BS";
        }
    }

    private static <T> Set<T> sorted(Set<T> members, Comparator<? super T> order) {
        List<T> list = new ArrayList<>(members);
        list.sort(order);
        return Collections.unmodifiableSet(new LinkedHashSet<>(list));
    }
}
