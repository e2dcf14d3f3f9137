package io.github.dynamodbsession.codec.gson;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses a constant that its enum does not have any more; Gson would take it for null. */
final class KnownConstants<T> extends TypeAdapter<T> {

    private final TypeAdapter<T> adapter;

    KnownConstants(TypeAdapter<T> adapter) {
        this.adapter = adapter;
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
        adapter.write(out, value);
    }

    @Override
    public @Nullable T read(JsonReader in) throws IOException {
        boolean there = in.peek() != JsonToken.NULL;
        T value = adapter.read(in);
        if (there && value == null) {
            throw new SessionCodecException("has a constant that its enum does not have any more.");
        }
        return value;
    }
}
