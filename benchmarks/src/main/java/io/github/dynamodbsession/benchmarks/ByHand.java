package io.github.dynamodbsession.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * What code without this library does with the values of an item: the application knows the class of each attribute, so
 * it needs no codec, and calls the encoder itself. Stored is a string or an array of bytes.
 */
sealed interface ByHand {

    /** The value of an attribute. */
    Object decode(Object stored, Class<?> type);

    /** What to store of a value. */
    Object encode(Object value);

    /** The same as the tokens of writes that the library makes: their time, and random characters. */
    static String token(long now) {
        return Long.toString(now, Character.MAX_RADIX)
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    }

    static ByHand of(CodecKind kind) {
        return switch (kind) {
            case JDK -> new Jdk();
            case JACKSON -> new Jackson(JsonMapper.builder().build());
            case GSON -> new OfGson(new GsonBuilder().disableHtmlEscaping().create());
        };
    }

    /** Java serialization. */
    record Jdk() implements ByHand {

        @Override
        public Object decode(Object stored, Class<?> type) {
            try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream((byte[]) stored))) {
                return type.cast(input.readObject());
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object encode(Object value) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
                output.writeObject(value);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return bytes.toByteArray();
        }
    }

    /** Jackson. */
    record Jackson(JsonMapper mapper) implements ByHand {

        @Override
        public Object decode(Object stored, Class<?> type) {
            return mapper.readValue((String) stored, type);
        }

        @Override
        public Object encode(Object value) {
            return mapper.writeValueAsString(value);
        }
    }

    /** Gson. */
    record OfGson(Gson gson) implements ByHand {

        @Override
        public Object decode(Object stored, Class<?> type) {
            return gson.fromJson((String) stored, type);
        }

        @Override
        public Object encode(Object value) {
            return gson.toJson(value);
        }
    }
}
