package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with sets of whatever type. */
final class Sets {

    private Sets() {}

    static boolean isSet(AttributeValue value) {
        return value instanceof AttributeValue.SS
                || value instanceof AttributeValue.NS
                || value instanceof AttributeValue.BS;
    }

    /** The members of a set. */
    static Set<?> members(AttributeValue set) {
        if (set instanceof AttributeValue.SS strings) {
            return strings.value();
        }
        if (set instanceof AttributeValue.NS numbers) {
            return numbers.value();
        }
        if (set instanceof AttributeValue.BS bytes) {
            return bytes.value();
        }
        throw new IllegalArgumentException("no set: " + set.type());
    }

    /** Whether the value is a member of the set. */
    static boolean contains(AttributeValue set, AttributeValue member) {
        if (set instanceof AttributeValue.SS strings) {
            return member instanceof AttributeValue.S s && strings.value().contains(s.value());
        }
        if (set instanceof AttributeValue.NS numbers) {
            return member instanceof AttributeValue.N n && numbers.value().contains(n.value());
        }
        return set instanceof AttributeValue.BS bytes
                && member instanceof AttributeValue.B b
                && bytes.value().contains(b);
    }

    /** A set of the members of two sets of one type. */
    static AttributeValue union(AttributeValue one, AttributeValue two) {
        if (one instanceof AttributeValue.SS a && two instanceof AttributeValue.SS b) {
            return new AttributeValue.SS(union(a.value(), b.value()));
        }
        if (one instanceof AttributeValue.NS a && two instanceof AttributeValue.NS b) {
            return new AttributeValue.NS(union(a.value(), b.value()));
        }
        if (one instanceof AttributeValue.BS a && two instanceof AttributeValue.BS b) {
            return new AttributeValue.BS(union(a.value(), b.value()));
        }
        throw new IllegalArgumentException("no sets of one type: " + one.type() + ", " + two.type());
    }

    /** A set of the members of the one that the other, of the same type, does not have; {@code null} for none. */
    static @Nullable AttributeValue difference(AttributeValue from, AttributeValue what) {
        if (from instanceof AttributeValue.SS a && what instanceof AttributeValue.SS b) {
            Set<String> left = difference(a.value(), b.value());
            return left.isEmpty() ? null : new AttributeValue.SS(left);
        }
        if (from instanceof AttributeValue.NS a && what instanceof AttributeValue.NS b) {
            var left = difference(a.value(), b.value());
            return left.isEmpty() ? null : new AttributeValue.NS(left);
        }
        if (from instanceof AttributeValue.BS a && what instanceof AttributeValue.BS b) {
            Set<AttributeValue.B> left = difference(a.value(), b.value());
            return left.isEmpty() ? null : new AttributeValue.BS(left);
        }
        throw new IllegalArgumentException("no sets of one type: " + from.type() + ", " + what.type());
    }

    private static <T> Set<T> union(Set<T> one, Set<T> two) {
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(two);
        return all;
    }

    private static <T> Set<T> difference(Set<T> from, Set<T> what) {
        Set<T> left = new LinkedHashSet<>(from);
        left.removeAll(what);
        return left;
    }
}
