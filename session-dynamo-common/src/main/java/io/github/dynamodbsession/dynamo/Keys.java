package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts session ids to keys and back: the only place that knows the prefix.
 *
 * <p>A prefix ends in a character that no id contains. So a key belongs to exactly one prefix, and a key with such a
 * character after its prefix belongs to no session.
 */
record Keys(String keyAttribute, String prefix) {

    private static final char INTERNAL_END = ':';

    /**
     * The key of a session.
     *
     * @throws IllegalArgumentException if this is no valid id, so that no id from outside reaches other items
     */
    Map<String, Value> of(String id) {
        if (!SessionIds.isValid(id)) {
            throw new IllegalArgumentException(
                    "A session id must be 1 to " + SessionIds.MAX_LENGTH + " of the characters A-Z a-z 0-9 - . _ ~");
        }
        return Map.of(keyAttribute, new Value.S(prefix + id));
    }

    /** The bytes of a session's key, with the name of its attribute. */
    long sizeOf(String id) {
        return ItemSize.utf8(keyAttribute) + ItemSize.utf8(prefix) + id.length();
    }

    /**
     * The key of an internal item. It ends in a character that no id contains, so that it is no session's key under any
     * prefix.
     */
    Map<String, Value> ofInternal(String name) {
        return Map.of(keyAttribute, new Value.S(prefix + name + INTERNAL_END));
    }

    /** The id of a session's item; empty for an internal item, or one of another prefix. */
    Optional<String> idOf(Map<String, Value> item) {
        @Nullable Value key = item.get(keyAttribute);
        if (!(key instanceof Value.S string) || !string.content().startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(string.content().substring(prefix.length())).filter(SessionIds::isValid);
    }

    /** The name of an internal item of this prefix; empty for a session's item, or one of another prefix. */
    Optional<String> internalNameOf(Map<String, Value> item) {
        @Nullable Value key = item.get(keyAttribute);
        if (!(key instanceof Value.S string)
                || !string.content().startsWith(prefix)
                || !string.content().endsWith(String.valueOf(INTERNAL_END))) {
            return Optional.empty();
        }
        return Optional.of(
                string.content().substring(prefix.length(), string.content().length() - 1));
    }
}
