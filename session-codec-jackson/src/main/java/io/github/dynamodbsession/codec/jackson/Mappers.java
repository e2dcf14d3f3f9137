package io.github.dynamodbsession.codec.jackson;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.github.dynamodbsession.codec.json.JsonFormat;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The mappers that write and read the user's own classes. */
final class Mappers {

    private static final List<CoercionInputShape> NO_TEXTS =
            List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float);

    private Mappers() {}

    /**
     * A mapper that reads and writes the fields of a class, and is strict: it fails instead of omitting or coercing a
     * value.
     */
    static JsonMapper ofFields() {
        return JsonMapper.builder(Jackson.STRICT)
                .changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                        .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                        .withVisibility(PropertyAccessor.SETTER, Visibility.NONE))
                .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .disable(
                        MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
                        MapperFeature.SORT_CREATOR_PROPERTIES_FIRST,
                        MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, Mappers::textsOnly)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        // a field that was added later is null or 0
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(Values.module())
                .build();
    }

    private static void textsOnly(MutableCoercionConfig config) {
        for (CoercionInputShape shape : NO_TEXTS) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** The same mapper, restricted to the classes that a codec may write and read. */
    static JsonMapper bounded(JsonMapper mapper, JsonFormat format) {
        return mapper.rebuild()
                .addModule(new AllowedTypes(format))
                .polymorphicTypeValidator(new AllowedSubtypes(format))
                .build();
    }
}
