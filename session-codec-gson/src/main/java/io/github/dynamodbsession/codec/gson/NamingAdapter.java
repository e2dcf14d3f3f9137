package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.codec.json.JsonFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object with the name of its class if it can occur where another type is declared, and reads an object of
 * the declared class, or of the subclass that is written with it.
 */
final class NamingAdapter<T> extends TypeAdapter<T> {

    private final JsonFormat format;
    private final Gson gson;
    private final TypeToken<T> declared;
    private final TypeAdapter<T> unnamed;
    private final boolean naming;

    NamingAdapter(JsonFormat format, Gson gson, TypeToken<T> declared, TypeAdapter<T> unnamed) {
        this.format = format;
        this.gson = gson;
        this.declared = declared;
        this.unnamed = unnamed;
        this.naming = format.namesItself(declared.getRawType());
    }

    /** The adapter for an object whose name is written by the enclosing format. */
    static <T> TypeAdapter<T> unnamed(TypeAdapter<T> adapter) {
        return adapter instanceof NamingAdapter<T> naming ? naming.unnamed : adapter;
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
        if (value == null || !naming) {
            unnamed.write(out, value);
            return;
        }
        out.beginObject();
        out.name(JsonFormat.TYPE).value(format.nameOf(value.getClass()));
        out.name(JsonFormat.VALUE);
        unnamed.write(out, value);
        out.endObject();
    }

    @Override
    public @Nullable T read(JsonReader in) throws IOException {
        JsonFormat.tick();
        JsonElement json = gson.getAdapter(JsonElement.class).read(in);
        if (json instanceof JsonObject object && object.size() == 2 && object.has(JsonFormat.TYPE)) {
            String name = object.get(JsonFormat.TYPE).getAsString();
            return below(name).fromJsonTree(object.get(JsonFormat.VALUE));
        }
        return unnamed.fromJsonTree(json);
    }

    @SuppressWarnings("unchecked") // the class is a subtype of the declared one
    private TypeAdapter<T> below(String name) {
        Class<?> type = format.classOf(name, declared.getRawType());
        return (TypeAdapter<T>) unnamed(gson.getAdapter(type));
    }
}
