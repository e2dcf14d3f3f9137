package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is in what, or at its beginning; nothing is in what is not there. */
final class Containment {

    private Containment() {}

    /** A string in a string, bytes in bytes, a member in a set, an element in a list. */
    static boolean contains(@Nullable AttributeValue whole, @Nullable AttributeValue part) {
        if (whole == null || part == null) {
            return false;
        }
        if (whole instanceof AttributeValue.S string) {
            return part instanceof AttributeValue.S s && string.value().contains(s.value());
        }
        if (whole instanceof AttributeValue.B bytes) {
            return part instanceof AttributeValue.B b && contains(bytes.value(), b.value());
        }
        if (whole instanceof AttributeValue.L list) {
            return list.value().contains(part);
        }
        return Sets.contains(whole, part);
    }

    /** A string at the beginning of a string, bytes at the beginning of bytes. */
    static boolean beginsWith(@Nullable AttributeValue whole, @Nullable AttributeValue beginning) {
        if (whole instanceof AttributeValue.S string) {
            return beginning instanceof AttributeValue.S s && string.value().startsWith(s.value());
        }
        return whole instanceof AttributeValue.B bytes
                && beginning instanceof AttributeValue.B b
                && isAt(0, bytes.value(), b.value());
    }

    /** Whether it is within bounds that belong to it, of one type all three. */
    static boolean between(
            @Nullable AttributeValue value, @Nullable AttributeValue lower, @Nullable AttributeValue upper) {
        return Relation.GE.holds(value, lower) && Relation.LE.holds(value, upper);
    }

    private static boolean contains(byte[] whole, byte[] part) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (isAt(at, whole, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(int at, byte[] whole, byte[] part) {
        return at + part.length <= whole.length && Arrays.equals(whole, at, at + part.length, part, 0, part.length);
    }
}
