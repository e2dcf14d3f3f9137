package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes what is declared in a way that says nothing of it, as it would stand alone. */
final class OpenSerializer extends StdSerializer<Object> {

    private final JsonFormat format;

    OpenSerializer(JsonFormat format) {
        super(Object.class);
        this.format = format;
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializationContext context) {
        out.writeRawValue(format.print(value));
    }
}
