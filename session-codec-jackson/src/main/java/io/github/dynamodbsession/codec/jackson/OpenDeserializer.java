package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.JsonTreeBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Reads a value whose declared type does not determine its class, and which is therefore written with its type. */
final class OpenDeserializer extends StdDeserializer<Object> {

    private final JsonFormat format;
    private final Class<?> declared;

    OpenDeserializer(JsonFormat format, Class<?> declared) {
        super(declared);
        this.format = format;
        this.declared = declared;
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
        JsonTreeBuilder tree = format.newTree();
        Jackson.addValue(in, tree);
        return format.read(tree, declared);
    }

    /** The type is determined by the user's annotations. */
    @Override
    public Object deserializeWithType(JsonParser in, DeserializationContext context, TypeDeserializer byAnnotation) {
        return byAnnotation.deserializeTypedFromAny(in, context);
    }
}
