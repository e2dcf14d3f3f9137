package io.github.dynamodbsession.core.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long answer. Immutable. Its {@code toString} shows neither what is in it nor where the next one begins.
 *
 * @param items what is in this part; may be none although others follow; copied
 * @param next what to ask for the next part with; null: this is the last
 * @param <T> what there is
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Copies the list.
     *
     * @param items what is in this part
     * @param next what to ask for the next part with; null: this is the last
     */
    public Page {
        items = List.copyOf(items);
    }

    @Override
    public String toString() {
        return "page of " + items.size();
    }
}
