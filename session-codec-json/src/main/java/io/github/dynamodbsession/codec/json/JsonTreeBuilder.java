package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tree from the tokens that a library reads, and rejects what no codec of this format writes: duplicate names,
 * unpaired surrogates, malformed numbers, and values beyond the limits. For a single use, by one thread.
 */
public final class JsonTreeBuilder {

    private static final JsonValue NULL = new JsonValue.Null();

    private final JsonLimits limits;
    private final int above;
    private final Deque<Level> open = new ArrayDeque<>();
    private @Nullable JsonValue root;
    private int elements;

    /** For a whole tree. */
    JsonTreeBuilder(JsonLimits limits) {
        this(limits, 0);
    }

    /** For a part of a tree that has so many levels above it. */
    JsonTreeBuilder(JsonLimits limits, int above) {
        this.limits = limits;
        this.above = above;
    }

    /** Begins an object; its members follow, each a name and a value. */
    public void beginObject() {
        begin(new ObjectLevel());
    }

    /** Begins an array; its elements follow. */
    public void beginArray() {
        begin(new ArrayLevel());
    }

    private void begin(Level level) {
        limits.checkDepth(above + open.size() + 1);
        open.push(level);
    }

    /** Ends the innermost open object or array. */
    public void end() {
        add(open.pop().value());
    }

    /**
     * Sets the name of the next value.
     *
     * @param name the name
     * @throws SessionCodecException if the object already has a member of that name
     */
    public void name(String name) {
        if (!(open.peek() instanceof ObjectLevel object) || object.members.containsKey(checked(name))) {
            throw new SessionCodecException("has a JSON object with two members of the same name.");
        }
        object.name = name;
    }

    /**
     * Adds a string.
     *
     * @param content its characters
     */
    public void text(String content) {
        add(new JsonValue.Text(checked(content)));
    }

    /**
     * Adds a number.
     *
     * @param literal its characters as in the JSON
     */
    public void number(String literal) {
        add(new JsonValue.Numeral(Numbers.checkedLiteral(literal)));
    }

    /**
     * Adds a boolean.
     *
     * @param value the boolean
     */
    public void bool(boolean value) {
        add(new JsonValue.Bool(value));
    }

    /** Adds {@code null}. */
    public void nothing() {
        add(NULL);
    }

    /**
     * Returns the tree.
     *
     * @return the value of all tokens
     * @throws SessionCodecException if they are incomplete
     */
    public JsonValue tree() {
        if (root == null || !open.isEmpty()) {
            throw new SessionCodecException("is truncated JSON.");
        }
        return root;
    }

    private void add(JsonValue value) {
        limits.checkElements(++elements);
        Level level = open.peek();
        if (level != null) {
            level.add(value);
        } else if (root == null) {
            root = value;
        } else {
            throw new SessionCodecException("has trailing data after its JSON.");
        }
    }

    private static String checked(String text) {
        return Texts.checked(text);
    }

    private interface Level {
        void add(JsonValue value);

        JsonValue value();
    }

    private static final class ArrayLevel implements Level {
        private final List<JsonValue> elements = new ArrayList<>();

        @Override
        public void add(JsonValue value) {
            elements.add(value);
        }

        @Override
        public JsonValue value() {
            return new JsonValue.Array(elements);
        }
    }

    private static final class ObjectLevel implements Level {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();
        private String name = "";

        @Override
        public void add(JsonValue value) {
            members.put(name, value);
        }

        @Override
        public JsonValue value() {
            return new JsonValue.Fields(members);
        }
    }
}
