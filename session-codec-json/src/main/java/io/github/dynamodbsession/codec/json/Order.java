package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The supported orders of sorted collections. */
enum Order {
    NATURAL(""),
    REVERSED("-reversed"),
    IGNORING_CASE("-ignoring-case");

    /** Appended to the tag of the collection. */
    final String suffix;

    Order(String suffix) {
        this.suffix = suffix;
    }

    /** The comparator for a collection; null for the natural order. */
    @SuppressWarnings("unchecked") // a value that is not comparable fails when it is compared
    @Nullable
    Comparator<Object> comparator() {
        return (Comparator<Object>)
                switch (this) {
                    case NATURAL -> null;
                    case REVERSED -> Collections.reverseOrder();
                    case IGNORING_CASE -> (Comparator<?>) String.CASE_INSENSITIVE_ORDER;
                };
    }

    /** The order that is appended to a tag. */
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
                + comparator.getClass().getName() + "; only the natural order, its reverse, and"
                + " String.CASE_INSENSITIVE_ORDER are supported.");
    }
}
