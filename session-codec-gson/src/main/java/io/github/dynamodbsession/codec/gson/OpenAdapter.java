package io.github.dynamodbsession.codec.gson;

import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.JsonTreeBuilder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes and reads a value whose declared type does not determine its class, like a top-level value. */
final class OpenAdapter<T> extends TypeAdapter<T> {

    private final JsonFormat format;
    private final Class<? super T> declared;

    OpenAdapter(JsonFormat format, TypeToken<T> declared) {
        this.format = format;
        this.declared = declared.getRawType();
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
        out.jsonValue(format.print(value));
    }

    @Override
    @SuppressWarnings("unchecked") // the element type is not known at run time
    public @Nullable T read(JsonReader in) throws IOException {
        JsonTreeBuilder tree = format.newTree();
        GsonLibrary.addValue(in, tree);
        return (T) format.read(tree, declared);
    }
}
