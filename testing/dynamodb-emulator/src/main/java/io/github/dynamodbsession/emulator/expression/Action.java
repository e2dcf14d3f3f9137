package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that an update does. Immutable. */
sealed interface Action {

    /** What it changes. */
    Path target();

    /** What is there afterwards, given the item as it was before the whole update; {@code null} for nothing. */
    @Nullable
    AttributeValue after(Map<String, AttributeValue> before);

    /** Whether it makes nothing that was not there. */
    default boolean onlyRemoves() {
        return false;
    }

    /** {@code SET}. */
    record Put(Path target, Operand value) implements Action {
        @Override
        public AttributeValue after(Map<String, AttributeValue> before) {
            return NewValue.required(value, before);
        }
    }

    /** {@code REMOVE}. */
    record Remove(Path target) implements Action {
        @Override
        public @Nullable AttributeValue after(Map<String, AttributeValue> before) {
            return null;
        }

        @Override
        public boolean onlyRemoves() {
            return true;
        }
    }

    /**
     * {@code ADD}: a number, members of a set, or elements of a list.
     *
     * @param mismatch what the service says of a value of another type
     */
    record Add(Path target, AttributeValue value, String mismatch) implements Action {
        @Override
        public AttributeValue after(Map<String, AttributeValue> before) {
            AttributeValue old = target.in(before);
            if (old == null) {
                return value;
            }
            if (!old.type().equals(value.type())) {
                throw ApiException.validation(mismatch);
            }
            if (old instanceof AttributeValue.N number) {
                return Numbers.sum(number, (AttributeValue.N) value);
            }
            if (old instanceof AttributeValue.L list) {
                List<AttributeValue> all = new ArrayList<>(list.value());
                all.addAll(((AttributeValue.L) value).value());
                return new AttributeValue.L(all);
            }
            return Sets.union(old, value);
        }
    }

    /**
     * {@code DELETE}: members of a set; with the last of them the set goes.
     *
     * @param mismatch what the service says of a value of another type
     */
    record Delete(Path target, AttributeValue value, String mismatch) implements Action {
        @Override
        public @Nullable AttributeValue after(Map<String, AttributeValue> before) {
            AttributeValue old = target.in(before);
            if (old == null) {
                return null;
            }
            if (!old.type().equals(value.type())) {
                throw ApiException.validation(mismatch);
            }
            return Sets.difference(old, value);
        }

        @Override
        public boolean onlyRemoves() {
            return true;
        }
    }
}
