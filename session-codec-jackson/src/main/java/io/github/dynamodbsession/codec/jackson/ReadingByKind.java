package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/** Chooses the deserializer of a value by the kind of its declared type. */
final class ReadingByKind extends Deserializers.Base {

    private final JsonFormat format;

    ReadingByKind(JsonFormat format) {
        this.format = format;
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
        return false;
    }

    @Override
    public @Nullable ValueDeserializer<?> findBeanDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
        return declaredAs(type);
    }

    @Override
    public @Nullable ValueDeserializer<?> findEnumDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
        return declaredAs(type);
    }

    @Override
    public @Nullable ValueDeserializer<?> findReferenceDeserializer(
            ReferenceType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable TypeDeserializer elementType,
            @Nullable ValueDeserializer<?> element) {
        return declaredAs(type);
    }

    @Override
    public @Nullable ValueDeserializer<?> findArrayDeserializer(
            ArrayType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable TypeDeserializer elementType,
            @Nullable ValueDeserializer<?> element) {
        return declaredWith(type, elementType, element);
    }

    @Override
    public @Nullable ValueDeserializer<?> findCollectionDeserializer(
            CollectionType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable TypeDeserializer elementType,
            @Nullable ValueDeserializer<?> element) {
        return declaredWith(type, elementType, element);
    }

    @Override
    public @Nullable ValueDeserializer<?> findMapDeserializer(
            MapType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable KeyDeserializer key,
            @Nullable TypeDeserializer elementType,
            @Nullable ValueDeserializer<?> element) {
        return declaredWith(type, elementType, element);
    }

    /** Null for Jackson's own deserializer, unless the type of the elements is otherwise unknown. */
    private @Nullable ValueDeserializer<?> declaredWith(
            JavaType type, @Nullable TypeDeserializer elementType, @Nullable ValueDeserializer<?> element) {
        return elementType == null && element == null ? declaredAs(type) : null;
    }

    private @Nullable ValueDeserializer<?> declaredAs(JavaType type) {
        return switch (AllowedTypes.kindOf(type, format)) {
            case FOREIGN -> throw format.notAllowed(type.getRawClass());
            case OPEN -> new OpenDeserializer(format, type.getRawClass());
            default -> null;
        };
    }
}
