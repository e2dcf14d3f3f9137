package io.github.dynamodbsession.core.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a long result. Immutable. Its {@code toString} shows neither its items nor where the next page begins.
 *
 * @param items the items of this page; may be empty although more pages follow; copied
 * @param next the position of the next page, to pass on; null: this is the last page
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Copies the list.
     *
     * @param items the items of this page
     * @param next the position of the next page, to pass on; null: this is the last page
     */
    public Page {
        items = List.copyOf(items);
    }

    @Override
    public String toString() {
        return "page of " + items.size();
    }
}
