package io.github.dynamodbsession.emulator.json;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java values: {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@link String},
 * {@link Boolean}, {@link BigDecimal}, {@code null}. When writing, an {@link AttributeValue} stands for itself. Made by
 * hand: any library takes longer to load than all else of a start.
 */
public final class Json {

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
        return new JsonReader(json).read();
    }

    /** Writes one value. */
    public static byte[] write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.write(value);
        return writer.written();
    }
}
