package io.github.dynamodbsession.emulator.json;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.DynamoNumber;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain Java values: {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@link String},
 * {@link Boolean}, {@link BigDecimal}, {@code null}. When writing, an {@link AttributeValue} stands for itself.
 */
public final class Json {

    private static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Json() {}

    /** What was read is no JSON. */
    public static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NotJsonException(@Nullable Throwable cause) {
            super("not JSON", cause);
        }
    }

    /**
     * Reads one value.
     *
     * @throws NotJsonException if the bytes are anything else
     */
    public static @Nullable Object read(byte[] json) throws NotJsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new NotJsonException(null);
            }
            Object value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new NotJsonException(null);
            }
            return value;
        } catch (JacksonException e) {
            throw new NotJsonException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getDecimalValue();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    /** Writes one value. */
    public static byte[] write(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(generator, value);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof AttributeValue attribute) {
            write(json, attribute);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            number(json, value);
        }
    }

    private static void number(JsonGenerator json, Object value) {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else {
            json.writeNumber((BigDecimal) value);
        }
    }

    private static void write(JsonGenerator json, AttributeValue value) {
        json.writeStartObject();
        json.writeName(value.type());
        if (value instanceof AttributeValue.S s) {
            json.writeString(s.value());
        } else if (value instanceof AttributeValue.N n) {
            json.writeString(DynamoNumber.text(n.value()));
        } else if (value instanceof AttributeValue.B b) {
            json.writeBinary(b.value());
        } else if (value instanceof AttributeValue.Bool b) {
            json.writeBoolean(b.value());
        } else if (value instanceof AttributeValue.Null) {
            json.writeBoolean(true);
        } else if (value instanceof AttributeValue.M map) {
            write(json, map.value());
        } else if (value instanceof AttributeValue.L list) {
            write(json, list.value());
        } else {
            set(json, value);
        }
        json.writeEndObject();
    }

    private static void set(JsonGenerator json, AttributeValue value) {
        json.writeStartArray();
        if (value instanceof AttributeValue.SS strings) {
            strings.value().forEach(json::writeString);
        } else if (value instanceof AttributeValue.NS numbers) {
            numbers.value().forEach(number -> json.writeString(DynamoNumber.text(number)));
        } else if (value instanceof AttributeValue.BS binaries) {
            binaries.value().forEach(member -> json.writeBinary(member.value()));
        }
        json.writeEndArray();
    }
}
