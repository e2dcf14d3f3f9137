package io.github.dynamodbsession.emulator.table;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table with its items and indexes. Not safe for use by several threads: who holds the database's lock uses it.
 */
public final class Table {

    /** What an item was before it was last written, and when that was. */
    private record Replaced(@Nullable Item item, Instant at) {}

    private final NavigableMap<ItemKey, Item> items = new TreeMap<>();
    private final Map<String, Index> indexes = new LinkedHashMap<>();
    private final Map<ItemKey, Replaced> replaced = new TreeMap<>();
    private final Set<ItemKey> inTransaction = new HashSet<>();
    private TableDefinition definition;
    private long bytes;
    private @Nullable Instant deletedFrom;

    Table(TableDefinition definition) {
        this.definition = definition;
        definition.indexes().forEach(index -> indexes.put(index.name(), new Index(index)));
    }

    /** What it is. */
    public TableDefinition definition() {
        return definition;
    }

    void redefine(TableDefinition another) {
        definition = another;
        indexes.keySet().removeIf(name -> another.index(name).isEmpty());
        for (IndexDefinition wanted : another.indexes()) {
            Index there = indexes.get(wanted.name());
            if (there != null) {
                there.redefine(wanted);
            } else {
                Index begun = new Index(wanted);
                begun.fill(items);
                indexes.put(wanted.name(), begun);
            }
        }
    }

    /** Its items, in the order of a scan. */
    public NavigableMap<ItemKey, Item> items() {
        return items;
    }

    /** The item of that key. */
    public @Nullable Item get(ItemKey key) {
        return items.get(key);
    }

    /** What an eventually consistent read may still see of an item: what it was before a write since {@code from}. */
    public @Nullable Item getAsOf(ItemKey key, Instant from) {
        Replaced before = replaced.get(key);
        return before != null && before.at().isAfter(from) ? before.item() : items.get(key);
    }

    /** The index of that name. */
    public Optional<Index> index(String name) {
        return Optional.ofNullable(indexes.get(name));
    }

    /** All indexes. */
    public Iterable<Index> indexes() {
        return indexes.values();
    }

    /** Keys of items that a transaction is about to write. */
    public Set<ItemKey> inTransaction() {
        return inTransaction;
    }

    /** How many bytes its items have. */
    public long bytes() {
        return bytes;
    }

    /** From when on it is gone; {@code null} while nobody deletes it. */
    public @Nullable Instant deletedFrom() {
        return deletedFrom;
    }

    void deleteFrom(Instant moment) {
        deletedFrom = moment;
    }

    /**
     * Writes an item; {@code null} removes it.
     *
     * @param indexesDue when global indexes show it; {@code null} for at once
     * @param remembered whether stale reads may see what was there before
     */
    void write(ItemKey key, @Nullable Item after, Instant now, @Nullable Instant indexesDue, boolean remembered) {
        Item before = after == null ? items.remove(key) : items.put(key, after);
        bytes += (after == null ? 0 : after.size()) - (before == null ? 0 : before.size());
        for (Index index : indexes.values()) {
            index.change(key, before, after, index.definition().global() ? indexesDue : null);
        }
        if (remembered) {
            replaced.put(key, new Replaced(before, now));
        }
    }

    /** Forgets what stale reads could have seen. */
    void forgetReplaced() {
        replaced.clear();
    }
}
