package io.github.dynamodbsession.core.storage;

import java.util.Map;
import java.util.Set;

/**
 * The changes to a session's indexed values. Immutable. Its {@code toString} shows no value.
 *
 * @param set values by the name of their index; copied
 * @param removed names of indexes to remove the session from; disjoint from {@code set}; copied
 */
public record IndexChanges(Map<String, String> set, Set<String> removed) {

    private static final IndexChanges NONE = new IndexChanges(Map.of(), Set.of());

    /**
     * Copies both.
     *
     * @param set values by the name of their index
     * @param removed names of indexes
     * @throws IllegalArgumentException if a name is both set and removed
     */
    public IndexChanges {
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
        for (String name : removed) {
            if (set.containsKey(name)) {
                throw new IllegalArgumentException("index '" + name + "' is both set and removed");
            }
        }
    }

    /**
     * No change.
     *
     * @return the changes
     */
    public static IndexChanges none() {
        return NONE;
    }

    /**
     * Whether there is nothing to write.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return set.isEmpty() && removed.isEmpty();
    }

    @Override
    public String toString() {
        return "sets " + set.size() + ", removes " + removed.size();
    }
}
