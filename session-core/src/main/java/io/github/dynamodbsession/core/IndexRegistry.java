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
     * Creates the registry.
     *
     * @throws SessionConfigurationException if two indexes have the same name
     */
    IndexRegistry(List<SessionIndex> indexes) {
        for (SessionIndex index : indexes) {
            if (byName.put(index.name(), index) != null) {
                throw new SessionConfigurationException(
                        "index: two indexes are named '" + index.name() + "'; names must be unique", null);
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
     * Checks the arguments of a query.
     *
     * @return the question to the storage
     * @throws SessionConfigurationException if there is no such index
     * @throws IllegalArgumentException if no session can have this value
     */
    IndexQuestion question(String index, String value) {
        SessionIndex asked = byName.get(index);
        if (asked == null) {
            throw new SessionConfigurationException(
                    "There is no index '" + index + "'; this store has " + names() + ". Add it with the option index.",
                    null);
        }
        int bytes = utf8Bytes(value);
        if (bytes < 1 || bytes > SessionIndexes.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("The value for the index '" + index + "' must be text of 1 to "
                    + SessionIndexes.MAX_VALUE_BYTES + " bytes as UTF-8");
        }
        return new IndexQuestion(index, asked.searched(value));
    }

    /**
     * How the indexed values change when these attribute changes are written.
     *
     * @param stored the indexed values that are stored
     * @throws SessionCodecException if a required value is missing, or a value is too long
     */
    IndexChanges changes(Session session, Map<String, String> stored, AttributeChanges changes) {
        Map<String, String> set = new HashMap<>();
        Set<String> removed = new HashSet<>();
        for (SessionIndex index : byName.values()) {
            String before = stored.get(index.name());
            if (mayHaveChanged(index, session, before, changes)) {
                Object computed = index.valueOf(session);
                if (isDoubtful(index, session, before, changes)) {
                    continue;
                }
                String plain = value(index, computed);
                String value = plain == null ? null : index.stored(plain);
                if (value == null && before != null) {
                    removed.add(index.name());
                } else if (value != null && !value.equals(before)) {
                    set.put(index.name(), value);
                }
            }
        }
        return set.isEmpty() && removed.isEmpty() ? IndexChanges.none() : new IndexChanges(set, removed);
    }

    /**
     * A session from before the index existed has no value yet, and one from before a key was changed has another form of
     * it; one with an undecodable attribute keeps its value.
     */
    private static boolean mayHaveChanged(
            SessionIndex index, Session session, @Nullable String before, AttributeChanges changes) {
        if (before == null || !index.isCurrent(before)) {
            return true;
        }
        return index.attribute().map(name -> isChanged(name, changes)).orElseGet(() -> !session.copy()
                .hasUndecodableAttributes());
    }

    private static boolean isChanged(String name, AttributeChanges changes) {
        return changes.set().containsKey(name) || changes.removed().contains(name);
    }

    /** Whether a computed value may depend on an attribute that turned out to be undecodable when it was computed. */
    private static boolean isDoubtful(
            SessionIndex index, Session session, @Nullable String before, AttributeChanges changes) {
        return before != null
                && index.attribute().filter(name -> isChanged(name, changes)).isEmpty()
                && session.copy().hasUndecodableAttributes();
    }

    private static @Nullable String value(SessionIndex index, @Nullable Object value) {
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

    /** Negative if the text cannot be encoded in UTF-8. */
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
