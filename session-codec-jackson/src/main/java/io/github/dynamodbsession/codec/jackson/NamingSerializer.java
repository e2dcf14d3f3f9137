package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.util.NameTransformer;

/** Writes an object with the name of its class, because it can occur where another type is declared. */
final class NamingSerializer extends ValueSerializer<Object> {

    private final JsonFormat format;
    private final Class<?> type;
    private final ValueSerializer<Object> delegate;

    @SuppressWarnings("unchecked") // Jackson only passes values of the serializer's type
    NamingSerializer(JsonFormat format, Class<?> type, ValueSerializer<?> delegate) {
        this.format = format;
        this.type = type;
        this.delegate = (ValueSerializer<Object>) delegate;
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializationContext context) {
        if (out.streamWriteContext().inRoot()) {
            delegate.serialize(value, out, context); // the enclosing format writes its name
            return;
        }
        out.writeStartObject();
        out.writeStringProperty(JsonFormat.TYPE, format.nameOf(type));
        out.writeName(JsonFormat.VALUE);
        delegate.serialize(value, out, context);
        out.writeEndObject();
    }

    /** The type is written by the user's annotations. */
    @Override
    public void serializeWithType(
            Object value, JsonGenerator out, SerializationContext context, TypeSerializer byAnnotation) {
        delegate.serializeWithType(value, out, context, byAnnotation);
    }

    @Override
    public void resolve(SerializationContext context) {
        delegate.resolve(context);
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        return of(delegate.createContextual(context, property));
    }

    @Override
    public ValueSerializer<?> withFormatOverrides(
            SerializationConfig config, com.fasterxml.jackson.annotation.JsonFormat.Value overrides) {
        return of(delegate.withFormatOverrides(config, overrides));
    }

    @Override
    public ValueSerializer<?> withIgnoredProperties(Set<String> ignored) {
        return of(delegate.withIgnoredProperties(ignored));
    }

    @Override
    public ValueSerializer<?> withFilterId(Object filter) {
        return of(delegate.withFilterId(filter));
    }

    @Override
    public ValueSerializer<Object> unwrappingSerializer(NameTransformer names) {
        return delegate.unwrappingSerializer(names);
    }

    @Override
    public boolean usesObjectId() {
        return delegate.usesObjectId();
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object value) {
        return delegate.isEmpty(context, value);
    }

    private ValueSerializer<?> of(ValueSerializer<?> other) {
        return other == delegate ? this : new NamingSerializer(format, type, other);
    }
}
