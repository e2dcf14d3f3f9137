package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.codec.PlainClaims;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Types that occur in the claims of a token and the like: values and collections of the JDK. */
final class PlainTypes {

    /** The types that the JSON may name; creating one of them runs no third-party code. */
    static final List<Class<?>> ALLOWED = List.of(
            Long.class,
            Short.class,
            Byte.class,
            Float.class,
            Character.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            URI.class,
            Date.class,
            Locale.class,
            Currency.class,
            ArrayList.class,
            LinkedList.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class);

    private PlainTypes() {}

    /** The class as which a map or a collection is decoded, if that is another one; null if it is its own. */
    static @Nullable Class<?> of(Object value) {
        Class<?> type = value.getClass();
        boolean isOthers = PlainClaims.of(value) != value;
        boolean isHidden = type.getPackageName().equals("java.util") && !Modifier.isPublic(type.getModifiers());
        if (!isOthers && !isHidden) {
            return null;
        }
        if (value instanceof Map<?, ?>) {
            return value instanceof SortedMap<?, ?> map && map.comparator() == null
                    ? TreeMap.class
                    : LinkedHashMap.class;
        }
        if (value instanceof Set<?>) {
            return value instanceof SortedSet<?> set && set.comparator() == null ? TreeSet.class : LinkedHashSet.class;
        }
        return value instanceof Collection<?> ? ArrayList.class : null;
    }

    /** Writes a URL as a string. */
    static SimpleModule module() {
        return new SimpleModule(PlainTypes.class.getName()).addSerializer(URL.class, new UrlAsText());
    }

    /** Written without its type: it is decoded as a string, without a DNS lookup. */
    private static final class UrlAsText extends StdScalarSerializer<URL> {

        UrlAsText() {
            super(URL.class);
        }

        @Override
        public void serialize(URL value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toExternalForm());
        }

        @Override
        public void serializeWithType(
                URL value, JsonGenerator out, SerializationContext context, TypeSerializer typeSerializer) {
            serialize(value, out, context);
        }
    }
}
