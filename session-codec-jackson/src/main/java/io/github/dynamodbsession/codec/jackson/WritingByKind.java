package io.github.dynamodbsession.codec.jackson;

import com.fasterxml.jackson.annotation.JsonFormat.Value;
import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Serializers for containers whose declared element types do not determine the class of the elements. */
final class WritingByKind implements Serializers {

    private final JsonFormat format;

    WritingByKind(JsonFormat format) {
        this.format = format;
    }

    @Override
    public @Nullable ValueSerializer<?> findArraySerializer(
            SerializationConfig config,
            ArrayType type,
            BeanDescription.Supplier bean,
            @Nullable Value shape,
            @Nullable TypeSerializer elementType,
            @Nullable ValueSerializer<Object> element) {
        return forContainer(type, elementType, element);
    }

    @Override
    public @Nullable ValueSerializer<?> findCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            @Nullable Value shape,
            @Nullable TypeSerializer elementType,
            @Nullable ValueSerializer<Object> element) {
        return forContainer(type, elementType, element);
    }

    @Override
    public @Nullable ValueSerializer<?> findMapSerializer(
            SerializationConfig config,
            MapType type,
            BeanDescription.Supplier bean,
            @Nullable Value shape,
            @Nullable ValueSerializer<Object> key,
            @Nullable TypeSerializer elementType,
            @Nullable ValueSerializer<Object> element) {
        return forContainer(type, elementType, element);
    }

    /** Null for Jackson's own serializer, unless the type of the elements is otherwise unknown. */
    private @Nullable ValueSerializer<?> forContainer(
            JavaType type, @Nullable TypeSerializer elementType, @Nullable ValueSerializer<Object> element) {
        if (elementType != null || element != null) {
            return null;
        }
        TypeKind kind = AllowedTypes.kindOf(type, format);
        if (kind == TypeKind.FOREIGN) {
            throw format.notAllowed(type.getRawClass());
        }
        return kind == TypeKind.OPEN ? new OpenSerializer(format) : null;
    }
}
