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
 * Makes a tree of the tokens that a library reads, and refuses what no codec here writes: a name that occurs twice,
 * half a surrogate pair, a number that is none, more than the limits. Used once, by one thread.
 */
public final class JsonTreeBuilder {

    private static final JsonValue NULL = new JsonValue.Null();

    private final JsonLimits limits;
    private final int above;
    private final Deque<Level> open = new ArrayDeque<>();
    private @Nullable JsonValue root;
    private int elements;

    /** Of a whole tree. */
    JsonTreeBuilder(JsonLimits limits) {
        this(limits, 0);
    }

    /** Of a part of a tree, with so many levels above it. */
    JsonTreeBuilder(JsonLimits limits, int above) {
        this.limits = limits;
        this.above = above;
    }

    /** An object begins; its members follow, each a name and a value. */
    public void beginObject() {
        begin(new ObjectLevel());
    }

    /** An array begins; its elements follow. */
    public void beginArray() {
        begin(new ArrayLevel());
    }

    private void begin(Level level) {
        limits.checkDepth(above + open.size() + 1);
        open.push(level);
    }

    /** The object or array that began last ends. */
    public void end() {
        add(open.pop().value());
    }

    /**
     * The name of the next value.
     *
     * @param name the name
     * @throws SessionCodecException if the object has it already
     */
    public void name(String name) {
        if (!(open.peek() instanceof ObjectLevel object) || object.members.containsKey(checked(name))) {
            throw new SessionCodecException("has two members of one name in an object of its JSON.");
        }
        object.name = name;
    }

    /**
     * A text.
     *
     * @param content its characters
     */
    public void text(String content) {
        add(new JsonValue.Text(checked(content)));
    }

    /**
     * A number.
     *
     * @param literal its characters as they stand there
     */
    public void number(String literal) {
        add(new JsonValue.Numeral(Numbers.checkedLiteral(literal)));
    }

    /**
     * A boolean.
     *
     * @param value which
     */
    public void bool(boolean value) {
        add(new JsonValue.Bool(value));
    }

    /** {@code null}. */
    public void nothing() {
        add(NULL);
    }

    /**
     * The tree.
     *
     * @return the value that all tokens made
     * @throws SessionCodecException if they made none
     */
    public JsonValue tree() {
        if (root == null || !open.isEmpty()) {
            throw new SessionCodecException("is JSON that ends too early.");
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
            throw new SessionCodecException("has something left over after its JSON.");
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
