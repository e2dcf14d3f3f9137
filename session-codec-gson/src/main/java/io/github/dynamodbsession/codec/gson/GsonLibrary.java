package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.dynamodbsession.codec.json.JsonLibrary;
import io.github.dynamodbsession.codec.json.JsonTreeBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;

/** The adapter of Gson. */
final class GsonLibrary implements JsonLibrary {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Gson gson;

    GsonLibrary(Gson gson) {
        this.gson = gson;
    }

    @Override
    public String name() {
        return "Gson";
    }

    @Override
    public void parse(String json, JsonTreeBuilder tree) throws IOException {
        if (json.startsWith(BYTE_ORDER_MARK)) {
            throw new IOException("begins with a byte order mark");
        }
        JsonReader reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(Integer.MAX_VALUE); // the tree has its own limit, and reports that it was exceeded
        while (reader.peek() != JsonToken.END_DOCUMENT) {
            addValue(reader, tree);
        }
    }

    @Override
    public void write(Object own, Writer out) throws IOException {
        @SuppressWarnings("unchecked") // the adapter of a value's own class accepts the value
        TypeAdapter<Object> adapter = (TypeAdapter<Object>) gson.getAdapter(own.getClass());
        NamingAdapter.unnamed(adapter).write(gson.newJsonWriter(out), own);
    }

    @Override
    public <T> T read(String json, Class<T> type) throws IOException {
        return NamingAdapter.unnamed(gson.getAdapter(type)).read(gson.newJsonReader(new StringReader(json)));
    }

    /** Adds the next value with all nested values. */
    static void addValue(JsonReader reader, JsonTreeBuilder tree) throws IOException {
        int depth = 0;
        do {
            depth += addToken(reader, tree);
        } while (depth > 0);
    }

    /** Adds the next token, and returns the change of depth. */
    private static int addToken(JsonReader reader, JsonTreeBuilder tree) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                reader.beginObject();
                tree.beginObject();
                return 1;
            }
            case BEGIN_ARRAY -> {
                reader.beginArray();
                tree.beginArray();
                return 1;
            }
            case END_OBJECT -> {
                reader.endObject();
                tree.end();
                return -1;
            }
            case END_ARRAY -> {
                reader.endArray();
                tree.end();
                return -1;
            }
            case NAME -> tree.name(reader.nextName());
            case STRING -> tree.text(reader.nextString());
            case NUMBER -> tree.number(reader.nextString());
            case BOOLEAN -> tree.bool(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                tree.nothing();
            }
            default -> throw new IOException("not a JSON token");
        }
        return 0;
    }
}
