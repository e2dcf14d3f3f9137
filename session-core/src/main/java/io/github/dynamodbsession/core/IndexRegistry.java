package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The indexes of a store: which values a save has to write for them. Immutable. */
final class IndexRegistry {

    private final Map<String, SessionIndex> byName = new LinkedHashMap<>();

    /**
     * Makes them.
     *
     * @throws SessionConfigurationException if two have one name
     */
    IndexRegistry(List<SessionIndex> indexes) {
        for (SessionIndex index : indexes) {
            if (byName.put(index.name(), index) != null) {
                throw new SessionConfigurationException(
                        "index: there are two named '" + index.name() + "'; each needs a name of its own", null);
            }
        }
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Set<String> names() {
        return byName.keySet();
    }

    /**
     * Tells the storage which indexes will be queried, before it is made ready.
     *
     * @param capability takes their names; empty if the storage has no indexes
     * @throws SessionConfigurationException if there are indexes, and the storage has none
     */
    void declare(Optional<Consumer<Set<String>>> capability) {
        if (!isEmpty()) {
            capability
                    .orElseThrow(() -> new SessionConfigurationException(
                            "index: this storage cannot find sessions by an index; leave " + names()
                                    + " out, or use another storage",
                            null))
                    .accept(names());
        }
    }

    /**
     * What to ask an index of the storage for.
     *
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value
     */
    void checkQuestion(String index, String value) {
        if (!byName.containsKey(index)) {
            throw new SessionConfigurationException(
                    "There is no index '" + index + "'; this store has " + names() + ". Name it with the option index.",
                    null);
        }
        int bytes = utf8Bytes(value);
        if (bytes < 1 || bytes > SessionIndexes.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("The value for the index '" + index + "' must be text of 1 to "
                    + SessionIndexes.MAX_VALUE_BYTES + " bytes as UTF-8");
        }
    }

    /**
     * What changes for the indexes when these changes are written over what is stored.
     *
     * @param stored what the session is found by now
     * @throws SessionCodecException if a value that is required is missing, or one is too long
     */
    IndexChanges changes(Session session, Map<String, String> stored, AttributeChanges changes) {
        Map<String, String> set = new HashMap<>();
        Set<String> removed = new HashSet<>();
        for (SessionIndex index : byName.values()) {
            String before = stored.get(index.name());
            if (mayHaveChanged(index, session, before, changes)) {
                String value = value(index, session);
                if (value == null && before != null) {
                    removed.add(index.name());
                } else if (value != null && !value.equals(before)) {
                    set.put(index.name(), value);
                }
            }
        }
        return set.isEmpty() && removed.isEmpty() ? IndexChanges.none() : new IndexChanges(set, removed);
    }

    /** A session of before there was the index has no value yet; one with a spoiled attribute keeps what it has. */
    private static boolean mayHaveChanged(
            SessionIndex index, Session session, @Nullable String before, AttributeChanges changes) {
        if (before == null) {
            return true;
        }
        return index.attribute()
                .map(name ->
                        changes.set().containsKey(name) || changes.removed().contains(name))
                .orElseGet(() -> !session.copy().hasSpoiledAttributes());
    }

    private static @Nullable String value(SessionIndex index, Session session) {
        Object value = index.valueOf(session);
        if (value instanceof String text && !text.isEmpty()) {
            int bytes = utf8Bytes(text);
            if (bytes < 0 || bytes > SessionIndexes.MAX_VALUE_BYTES) {
                throw refused(index, bytes < 0 ? "text with half a surrogate pair" : bytes + " bytes");
            }
            return text;
        }
        if (index.isRequired()) {
            throw refused(index, value == null ? "nothing" : describe(value));
        }
        return null;
    }

    private static String describe(Object value) {
        return value instanceof String ? "empty text" : "a " + value.getClass().getName();
    }

    private static SessionCodecException refused(SessionIndex index, String what) {
        SessionCodecException refused = new SessionCodecException("the index '" + index.name()
                + "' needs text of 1 to " + SessionIndexes.MAX_VALUE_BYTES + " bytes as UTF-8, and there is " + what
                + "; nothing was stored.");
        return index.attribute().map(refused::forAttribute).orElse(refused);
    }

    /** Negative if it has no UTF-8 form. */
    private static int utf8Bytes(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            return -1;
        }
    }
}
