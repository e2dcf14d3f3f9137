package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import java.util.List;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** Chooses the serializer of an object by its class. */
final class WritingByClass extends ValueSerializerModifier {

    private static final long serialVersionUID = 1L;

    private final transient JsonFormat format;

    WritingByClass(JsonFormat format) {
        this.format = format;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
        for (BeanPropertyWriter property : properties) {
            boolean isDetermined = property.hasSerializer() || property.getTypeSerializer() != null;
            if (!isDetermined && format.kindOf(property.getType().getRawClass()) == TypeKind.OPEN) {
                property.assignSerializer(new OpenSerializer(format));
            }
        }
        return properties;
    }

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        Class<?> type = bean.getBeanClass();
        return switch (format.kindOf(type)) {
            case FOREIGN -> throw format.notAllowed(type);
            case OWN -> format.namesItself(type) ? new NamingSerializer(format, type, serializer) : serializer;
            default -> serializer;
        };
    }
}
