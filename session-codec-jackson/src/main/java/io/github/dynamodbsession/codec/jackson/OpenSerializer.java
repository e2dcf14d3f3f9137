package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a value whose declared type does not determine its class, like a top-level value. */
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
