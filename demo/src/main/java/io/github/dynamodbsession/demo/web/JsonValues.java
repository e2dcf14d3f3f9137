package io.github.dynamodbsession.demo.web;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts between JSON and the plain Java values that a session stores: strings, booleans, numbers, lists and maps.
 */
final class JsonValues {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /** A number that is certain to fit into a long. */
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private JsonValues() {}

    /**
     * Reads one JSON value.
     *
     * @return {@code null} for the JSON value {@code null}
     * @throws IllegalArgumentException if the text is not exactly one JSON value; the message says what is wrong
     */
    static @Nullable Object read(String json) {
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.STRICT);
            if (json.isBlank()) {
                throw new IllegalArgumentException("it is empty");
            }
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("there is more than one value");
            }
            return toJava(element);
        } catch (JsonParseException | IOException e) {
            throw new IllegalArgumentException("it is malformed", e);
        }
    }

    private static @Nullable Object toJava(JsonElement element) {
        if (element instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.asMap().forEach((name, value) -> map.put(name, toJava(value)));
            return map;
        }
        if (element instanceof JsonArray array) {
            List<@Nullable Object> list = new ArrayList<>(array.size());
            array.forEach(value -> list.add(toJava(value)));
            return list;
        }
        if (element instanceof JsonNull) {
            return null;
        }
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? toNumber(primitive.getAsString()) : primitive.getAsString();
    }

    /**
     * Keeps numbers exactly: {@code 1}, {@code 1.0} and {@code 1e400} are preserved. The reader accepts at most a
     * thousand digits, so parsing is fast.
     */
    private static Number toNumber(String text) {
        try {
            return WHOLE.matcher(text).matches() ? Long.valueOf(text) : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it contains a number that is out of range", e);
        }
    }

    /** The JSON of any value in a session; for one without a JSON form, its text. */
    static String write(@Nullable Object value) {
        return GSON.toJson(toJson(value));
    }

    static JsonElement toJson(@Nullable Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, inner) -> object.add(String.valueOf(name), toJson(inner)));
            return object;
        }
        if (value instanceof Iterable<?> values) {
            JsonArray array = new JsonArray();
            values.forEach(inner -> array.add(toJson(inner)));
            return array;
        }
        if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        return value instanceof Number number ? new JsonPrimitive(number) : new JsonPrimitive(value.toString());
    }
}
