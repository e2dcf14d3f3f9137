package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import java.lang.reflect.Modifier;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;

/** Chooses the deserializer of a user's class, in whose place a subclass may occur. */
final class ReadingByClass extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    private final transient JsonFormat format;

    ReadingByClass(JsonFormat format) {
        this.format = format;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
        return declaredAs(bean.getBeanClass(), deserializer);
    }

    @Override
    public ValueDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config,
            JavaType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> deserializer) {
        return declaredAs(type.getRawClass(), deserializer);
    }

    private ValueDeserializer<?> declaredAs(Class<?> type, ValueDeserializer<?> deserializer) {
        boolean namedIfThere = format.namesItself(type) || !Modifier.isFinal(type.getModifiers());
        return format.kindOf(type) == TypeKind.OWN && namedIfThere
                ? new NamedDeserializer(format, type, deserializer)
                : deserializer;
    }
}
