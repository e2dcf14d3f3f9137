package io.github.dynamodbsession.express;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as values of Java, by the codecs that sessions use. */
final class Json {

    static final AttributeCodec JACKSON = JacksonCodec.builder().plainJson().build();
    static final AttributeCodec GSON = GsonCodec.builder().plainJson().build();

    private Json() {}

    static String of(Object value) {
        return ((EncodedValue.Text) JACKSON.encode(value)).content();
    }

    /** Null for {@code null}. */
    static @Nullable Object value(String json) {
        return json.equals("null") ? null : JACKSON.decode(EncodedValue.text(json));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) JACKSON.decode(EncodedValue.text(json));
    }
}
