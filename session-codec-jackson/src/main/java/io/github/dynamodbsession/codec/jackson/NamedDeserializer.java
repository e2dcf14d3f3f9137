package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.core.error.SessionCodecException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/** Reads an object of the declared class, or of the subclass that is written with it. */
final class NamedDeserializer extends DelegatingDeserializer {

    private final JsonFormat format;
    private final Class<?> declared;

    NamedDeserializer(JsonFormat format, Class<?> declared, ValueDeserializer<?> delegate) {
        super(delegate);
        this.format = format;
        this.declared = declared;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
        return new NamedDeserializer(format, declared, delegate);
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
        boolean inRoot = in.streamReadContext().getParent() == null
                || in.streamReadContext().getParent().inRoot();
        if (inRoot || !in.hasToken(JsonToken.START_OBJECT)) {
            return super.deserialize(in, context);
        }
        boolean named =
                in.nextToken() == JsonToken.PROPERTY_NAME && in.currentName().equals(JsonFormat.TYPE);
        return named ? readNamed(in, context) : super.deserialize(in, context);
    }

    private @Nullable Object readNamed(JsonParser in, DeserializationContext context) {
        String name = in.nextStringValue();
        if (name == null || !JsonFormat.VALUE.equals(in.nextName())) {
            throw malformed();
        }
        Class<?> type = format.classOf(name, declared);
        ValueDeserializer<Object> own = context.findRootValueDeserializer(context.constructType(type));
        in.nextToken();
        Object value = own instanceof NamedDeserializer named
                ? named._delegatee.deserialize(in, context)
                : own.deserialize(in, context);
        if (in.nextToken() != JsonToken.END_OBJECT) {
            throw malformed();
        }
        return value;
    }

    private SessionCodecException malformed() {
        return new SessionCodecException(
                "has a " + declared.getName() + " in its JSON, but not in the format of the JSON codecs.");
    }
}
