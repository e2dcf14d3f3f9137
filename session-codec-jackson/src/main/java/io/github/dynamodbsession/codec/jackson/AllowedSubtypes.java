package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/** If the user's annotations let the JSON name a class, only an allowed one is accepted. */
final class AllowedSubtypes extends PolymorphicTypeValidator {

    private static final long serialVersionUID = 1L;

    private final transient JsonFormat format;

    AllowedSubtypes(JsonFormat format) {
        this.format = format;
    }

    @Override
    public Validity validateBaseType(DatabindContext context, JavaType baseType) {
        return Validity.INDETERMINATE;
    }

    @Override
    public Validity validateSubClassName(DatabindContext context, JavaType baseType, String subClassName) {
        return format.isAllowed(subClassName) ? Validity.ALLOWED : Validity.DENIED;
    }

    @Override
    public Validity validateSubType(DatabindContext context, JavaType baseType, JavaType subType) {
        return format.kindOf(subType.getRawClass()) == TypeKind.OWN ? Validity.ALLOWED : Validity.DENIED;
    }
}
