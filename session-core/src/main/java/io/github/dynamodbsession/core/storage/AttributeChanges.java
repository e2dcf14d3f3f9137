package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.Map;
import java.util.Set;

/**
 * The changes of a request to a session's attributes. Immutable. Its {@code toString} shows no value.
 *
 * @param set encoded values by name, each replacing the whole value; copied
 * @param removed names to remove, whether or not they exist; disjoint from {@code set}; copied
 */
public record AttributeChanges(Map<String, EncodedValue> set, Set<String> removed) {

    private static final AttributeChanges NONE = new AttributeChanges(Map.of(), Set.of());

    /**
     * Copies both.
     *
     * @param set encoded values by name
     * @param removed names to be removed
     * @throws IllegalArgumentException if a name is both set and removed
     */
    public AttributeChanges {
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
        for (String name : removed) {
            if (set.containsKey(name)) {
                throw new IllegalArgumentException("attribute '" + name + "' is both set and removed");
            }
        }
    }

    /**
     * No change.
     *
     * @return the changes
     */
    public static AttributeChanges none() {
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
