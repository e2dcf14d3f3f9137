package io.github.dynamodbsession.codec.gson;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rejects an unknown enum constant, which Gson would read as null. */
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
            throw new SessionCodecException("has a constant that its enum no longer has.");
        }
        return value;
    }
}
