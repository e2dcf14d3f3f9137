package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.Map;

/**
 * Attributes that were stored apart from their session, as they were read. Immutable. Its {@code toString} shows no value.
 *
 * @param values encoded values by name; copied
 * @param unreadable why an attribute cannot be read, by name: what is stored in its place is missing, or is not what the
 *     session refers to; such as "is stored in a part that is missing". Copied
 */
public record LoadedAttributes(Map<String, EncodedValue> values, Map<String, String> unreadable) {

    /**
     * Copies both.
     *
     * @param values encoded values by name
     * @param unreadable reasons by name
     */
    public LoadedAttributes {
        values = Map.copyOf(values);
        unreadable = Map.copyOf(unreadable);
    }

    @Override
    public String toString() {
        return values.size() + " loaded, " + unreadable.size() + " unreadable";
    }
}
