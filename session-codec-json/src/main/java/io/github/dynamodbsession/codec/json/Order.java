package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The orders of sorted collections that have a name. */
enum Order {
    NATURAL(""),
    REVERSED("-reversed"),
    IGNORING_CASE("-ignoring-case");

    /** What is put behind the tag of the collection. */
    final String suffix;

    Order(String suffix) {
        this.suffix = suffix;
    }

    /** What a collection takes; null for the natural order. */
    @SuppressWarnings("unchecked") // what cannot be compared fails when it is
    @Nullable
    Comparator<Object> comparator() {
        return (Comparator<Object>)
                switch (this) {
                    case NATURAL -> null;
                    case REVERSED -> Collections.reverseOrder();
                    case IGNORING_CASE -> (Comparator<?>) String.CASE_INSENSITIVE_ORDER;
                };
    }

    /** The order that a tag ends with. */
    static Order in(String tag) {
        for (Order order : values()) {
            if (order != NATURAL && tag.endsWith(order.suffix)) {
                return order;
            }
        }
        return NATURAL;
    }

    static Order of(@Nullable Comparator<?> comparator) {
        if (comparator == null || comparator.equals(Comparator.naturalOrder())) {
            return NATURAL;
        }
        for (Order order : values()) {
            if (comparator.equals(order.comparator())) {
                return order;
            }
        }
        throw new SessionCodecException("has a sorted collection with a comparator of class "
                + comparator.getClass().getName() + "; only natural order, reversed natural order and"
                + " String.CASE_INSENSITIVE_ORDER can be written.");
    }
}
