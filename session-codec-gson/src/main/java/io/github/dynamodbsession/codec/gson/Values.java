package io.github.dynamodbsession.codec.gson;

import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.JsonValue;
import io.github.dynamodbsession.codec.json.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Adapters for the JDK's value types that write the same JSON as all libraries; Gson's own would often guess. */
final class Values {

    private Values() {}

    @SuppressWarnings("unchecked") // the adapter of a class accepts its values
    static <T> TypeAdapter<T> adapter(TypeToken<T> token) {
        ValueType<?> type = JsonFormat.valueTypeOf(token.getRawType());
        if (type != null) {
            return (TypeAdapter<T>) new ValueAdapter<>(type);
        }
        return (TypeAdapter<T>) (token.getRawType().equals(String.class) ? new TextAdapter() : new BooleanAdapter());
    }

    private static final class ValueAdapter<T> extends TypeAdapter<T> {
        private final ValueType<T> type;

        ValueAdapter(ValueType<T> type) {
            this.type = type;
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            if (value == null) {
                out.nullValue();
                return;
            }
            JsonValue json = type.toJson(value);
            if (json instanceof JsonValue.Numeral number) {
                out.value(new Digits(number.literal()));
            } else {
                out.value(((JsonValue.Text) json).content());
            }
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            JsonFormat.tick();
            return switch (in.peek()) {
                case STRING -> type.fromJson(new JsonValue.Text(in.nextString()));
                case NUMBER -> type.fromJson(new JsonValue.Numeral(in.nextString()));
                default -> {
                    in.nextNull(); // or throws
                    yield null;
                }
            };
        }
    }

    private static final class TextAdapter extends TypeAdapter<String> {

        @Override
        public void write(JsonWriter out, @Nullable String value) throws IOException {
            out.value(value);
        }

        @Override
        public @Nullable String read(JsonReader in) throws IOException {
            JsonFormat.tick();
            if (in.peek() == JsonToken.STRING) {
                return in.nextString();
            }
            in.nextNull(); // or throws
            return null;
        }
    }

    private static final class BooleanAdapter extends TypeAdapter<Boolean> {

        @Override
        public void write(JsonWriter out, @Nullable Boolean value) throws IOException {
            out.value(value);
        }

        /** Map keys are strings. */
        @Override
        public @Nullable Boolean read(JsonReader in) throws IOException {
            JsonFormat.tick();
            return switch (in.peek()) {
                case BOOLEAN -> in.nextBoolean();
                case STRING -> parse(in.nextString());
                default -> {
                    in.nextNull(); // or throws
                    yield null;
                }
            };
        }

        private static boolean parse(String text) throws IOException {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IOException("not a boolean");
            }
            return text.equals("true");
        }
    }

    /** A number with its literal in the JSON. */
    private static final class Digits extends Number {
        private static final long serialVersionUID = 1L;

        private final String literal;

        Digits(String literal) {
            this.literal = literal;
        }

        @Override
        public int intValue() {
            return new BigDecimal(literal).intValue();
        }

        @Override
        public long longValue() {
            return new BigDecimal(literal).longValue();
        }

        @Override
        public float floatValue() {
            return Float.parseFloat(literal);
        }

        @Override
        public double doubleValue() {
            return Double.parseDouble(literal);
        }

        @Override
        public String toString() {
            return literal;
        }
    }
}
