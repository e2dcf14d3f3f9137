package io.github.dynamodbsession.emulator.table;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index: the items that have its key, in its order. Holds whole items and projects them when they are read.
 * Not safe for use by several threads: who holds the database's lock uses it.
 */
public final class Index {

    /** Where an item is in an index: by the index's key, and among equals by the table's. */
    public record Place(ItemKey key, @Nullable ItemKey primary) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::key)
                .thenComparing(Place::primary, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Late(Instant due, ItemKey primary, @Nullable Item before, @Nullable Item after) {}

    private final NavigableMap<Place, Item> entries = new TreeMap<>();
    private final Deque<Late> late = new ArrayDeque<>();
    private IndexDefinition definition;

    Index(IndexDefinition definition) {
        this.definition = definition;
    }

    /** What it is. */
    public IndexDefinition definition() {
        return definition;
    }

    void redefine(IndexDefinition another) {
        definition = another;
    }

    void change(ItemKey primary, @Nullable Item before, @Nullable Item after, @Nullable Instant due) {
        if (due == null && late.isEmpty()) {
            apply(primary, before, after);
        } else {
            late.add(new Late(due == null ? Instant.MIN : due, primary, before, after));
        }
    }

    private void apply(ItemKey primary, @Nullable Item before, @Nullable Item after) {
        if (before != null && definition.key().fits(before.attributes())) {
            entries.remove(new Place(definition.key().keyOf(before.attributes()), primary));
        }
        if (after != null && definition.key().fits(after.attributes())) {
            entries.put(new Place(definition.key().keyOf(after.attributes()), primary), after);
        }
    }

    /** What it shows at a moment, in its order. */
    public NavigableMap<Place, Item> entries(Instant now) {
        for (Iterator<Late> changes = late.iterator(); changes.hasNext(); ) {
            Late change = changes.next();
            if (change.due().isAfter(now)) {
                break;
            }
            changes.remove();
            apply(change.primary(), change.before(), change.after());
        }
        return entries;
    }

    void fill(Map<ItemKey, Item> items) {
        items.forEach((key, item) -> apply(key, null, item));
    }
}
