package io.github.dynamodbsession.dynamo.call;

import java.util.Arrays;
import java.util.Map;

/**
 * Collects the entries of an immutable map. {@link Map#copyOf} returns such a map as it is, so that what passes several
 * layers is copied once. Not safe for use by several threads.
 *
 * @param <K> the keys; not null
 * @param <V> the values; not null
 */
public final class MapEntries<K, V> {

    private final Map.Entry<K, V>[] entries;
    private int size;

    /**
     * Collects no entries yet.
     *
     * @param capacity the maximum number of entries
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
    public MapEntries(int capacity) {
        this.entries = new Map.Entry[capacity];
    }

    /**
     * Adds an entry.
     *
     * @param key its key, which no other entry has
     * @param value its value
     * @return these entries
     * @throws IndexOutOfBoundsException if there are as many as the capacity allows
     */
    public MapEntries<K, V> add(K key, V value) {
        entries[size++] = Map.entry(key, value);
        return this;
    }

    /**
     * All entries so far.
     *
     * @return an immutable map
     * @throws IllegalArgumentException if two entries have one key
     */
    public Map<K, V> toMap() {
        return Map.ofEntries(size == entries.length ? entries : Arrays.copyOf(entries, size));
    }
}
