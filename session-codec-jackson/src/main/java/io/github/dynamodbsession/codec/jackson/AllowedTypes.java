package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;

/**
 * Restricts Jackson to what a codec may write and read within the user's classes: a class that is not on the allow-list
 * is rejected, a subclass is written with its name, and a value declared as {@code Object} with its type.
 */
final class AllowedTypes extends JacksonModule {

    private final JsonFormat format;

    AllowedTypes(JsonFormat format) {
        this.format = format;
    }

    @Override
    public String getModuleName() {
        return AllowedTypes.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new WritingByKind(format));
        context.addSerializerModifier(new WritingByClass(format));
        context.addDeserializers(new ReadingByKind(format));
        context.addDeserializerModifier(new ReadingByClass(format));
    }

    static TypeKind kindOf(JavaType type, JsonFormat format) {
        Class<?> raw = type.getRawClass();
        if (!type.isContainerType()) {
            return format.kindOf(raw);
        }
        Class<?> key = type.isMapLikeType() ? type.getKeyType().getRawClass() : null;
        return format.kindOf(raw, key, type.getContentType().getRawClass());
    }
}
