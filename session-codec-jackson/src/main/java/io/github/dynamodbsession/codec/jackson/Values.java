package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.JsonValue;
import io.github.dynamodbsession.codec.json.ValueType;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Configures Jackson for the JDK's value types, so that the JSON is the same for all libraries. */
final class Values {

    private Values() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule(Values.class.getName());
        JsonFormat.valueTypes().forEach(type -> add(type, module));
        return module;
    }

    private static <T> void add(ValueType<T> type, SimpleModule module) {
        module.addSerializer(type.type(), new Writing<>(type));
        module.addDeserializer(type.type(), new Reading<>(type, null));
        module.addKeySerializer(type.type(), new WritingNames<>(type));
        module.addKeyDeserializer(type.type(), new ReadingNames(type));
        addPrimitive(type, module);
    }

    @SuppressWarnings("unchecked") // a primitive type and its wrapper have the same values
    private static <T> void addPrimitive(ValueType<T> type, SimpleModule module) {
        Class<T> primitive =
                (Class<T>) MethodType.methodType(type.type()).unwrap().returnType();
        if (primitive.isPrimitive()) {
            module.addSerializer(primitive, new Writing<>(type));
            module.addDeserializer(primitive, new Reading<>(type, zero(primitive)));
        }
    }

    @SuppressWarnings("unchecked") // the element of an array of a primitive type
    private static <T> T zero(Class<T> primitive) {
        return (T) Array.get(Array.newInstance(primitive, 1), 0);
    }

    private static final class Writing<T> extends StdScalarSerializer<T> {
        private final ValueType<T> type;

        Writing(ValueType<T> type) {
            super(type.type());
            this.type = type;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            JsonValue json = type.toJson(value);
            if (json instanceof JsonValue.Numeral number) {
                out.writeNumber(number.literal());
            } else {
                out.writeString(((JsonValue.Text) json).content());
            }
        }
    }

    private static final class WritingNames<T> extends StdScalarSerializer<T> {
        private final ValueType<T> type;

        WritingNames(ValueType<T> type) {
            super(type.type());
            this.type = type;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeName(type.print(value));
        }
    }

    private static final class Reading<T> extends StdScalarDeserializer<T> {
        private final ValueType<T> type;
        private final @Nullable T whenMissing;

        Reading(ValueType<T> type, @Nullable T whenMissing) {
            super(type.type());
            this.type = type;
            this.whenMissing = whenMissing;
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            return whenMissing;
        }

        @Override
        @SuppressWarnings("unchecked") // Jackson documents that it returns a matching value or throws
        public T deserialize(JsonParser in, DeserializationContext context) {
            return switch (in.currentToken()) {
                case VALUE_STRING -> type.fromJson(new JsonValue.Text(in.getString()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> type.fromJson(new JsonValue.Numeral(in.getString()));
                default -> (T) context.handleUnexpectedToken(type.type(), in);
            };
        }
    }

    private static final class ReadingNames extends KeyDeserializer {
        private final ValueType<?> type;

        ReadingNames(ValueType<?> type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String name, DeserializationContext context) {
            return type.parse(name);
        }
    }
}
