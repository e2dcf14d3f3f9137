package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step into an item or a value. */
sealed interface PathElement {

    /** What is there in that value; {@code null} if nothing is. */
    @Nullable
    AttributeValue in(AttributeValue parent);

    /** Into a map, or the item itself. */
    record Field(String name) implements PathElement {
        @Override
        public @Nullable AttributeValue in(AttributeValue parent) {
            return parent instanceof AttributeValue.M map ? map.value().get(name) : null;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Into a list. */
    record Index(long position) implements PathElement {
        @Override
        public @Nullable AttributeValue in(AttributeValue parent) {
            if (parent instanceof AttributeValue.L list) {
                List<AttributeValue> elements = list.value();
                return position < elements.size() ? elements.get((int) position) : null;
            }
            return null;
        }

        @Override
        public String toString() {
            return "[" + position + "]";
        }
    }
}
