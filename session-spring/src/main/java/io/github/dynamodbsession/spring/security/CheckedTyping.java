package io.github.dynamodbsession.spring.security;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.DefaultTypeResolverBuilder;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** The default typing of Spring Security's modules, which also records the classes that were written. */
final class CheckedTyping extends DefaultTypeResolverBuilder {

    private static final String WRITTEN = CheckedTyping.class.getName() + ".written";

    CheckedTyping(PolymorphicTypeValidator validator) {
        super(validator, DefaultTyping.NON_FINAL, JsonTypeInfo.As.PROPERTY);
    }

    /** A writer that collects the classes it writes. */
    static ObjectWriter collecting(ObjectWriter writer, Set<Class<?>> written) {
        return writer.withAttribute(WRITTEN, written);
    }

    @Override
    protected TypeIdResolver idResolver(
            DatabindContext context,
            JavaType baseType,
            PolymorphicTypeValidator subtypeValidator,
            Collection<NamedType> subtypes,
            boolean forSer,
            boolean forDeser) {
        TypeIdResolver ids = super.idResolver(context, baseType, subtypeValidator, subtypes, forSer, forDeser);
        return forSer ? new Collecting(baseType, ids) : ids;
    }

    private static final class Collecting extends TypeIdResolverBase {

        private final TypeIdResolver ids;

        Collecting(JavaType baseType, TypeIdResolver ids) {
            super(baseType);
            this.ids = ids;
        }

        @Override
        @SuppressWarnings("unchecked") // put there by collecting(…)
        public String idFromValue(DatabindContext context, Object value) {
            Class<?> plain = PlainTypes.of(value);
            if (plain != null) {
                return plain.getName();
            }
            if (context.getAttribute(WRITTEN) instanceof Set<?> written) {
                ((Set<Class<?>>) written).add(value.getClass());
            }
            return ids.idFromValue(context, value);
        }

        @Override
        public String idFromValueAndType(DatabindContext context, @Nullable Object value, Class<?> suggestedType) {
            return value == null ? ids.idFromValueAndType(context, null, suggestedType) : idFromValue(context, value);
        }

        @Override
        public JavaType typeFromId(DatabindContext context, String id) {
            return ids.typeFromId(context, id);
        }

        @Override
        public String getDescForKnownTypeIds() {
            return ids.getDescForKnownTypeIds();
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return ids.getMechanism();
        }
    }
}
