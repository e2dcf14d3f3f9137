package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import com.google.gson.InstanceCreator;
import com.google.gson.JsonIOException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Restricts Gson to what a codec may write and read within the user's classes: a class that is not on the allow-list is
 * rejected, a subclass is written with its name, and the elements of a collection of {@code Object} with their types.
 */
final class AllowedTypes implements TypeAdapterFactory {

    /** Gson's own map class could not itself be stored in a session. */
    private static final InstanceCreator<Map<?, ?>> MAPS_OF_THE_JDK = type -> new LinkedHashMap<>();

    private static final Type[] NOTHING_SAID = {Object.class, Object.class};

    private final JsonFormat format;

    private AllowedTypes(JsonFormat format) {
        this.format = format;
    }

    /** The same Gson, restricted to the allowed types. */
    static Gson bound(Gson gson, JsonFormat format) {
        return gson.newBuilder()
                .serializeNulls() // keep map entries with null values
                .enableComplexMapKeySerialization() // write keys with their adapters instead of toString
                .registerTypeAdapter(Map.class, MAPS_OF_THE_JDK)
                .registerTypeAdapterFactory(new AllowedTypes(format))
                .create();
    }

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
        Class<? super T> type = token.getRawType();
        return switch (kindOf(token)) {
            case FOREIGN -> throw format.notAllowed(type);
            case OPEN -> new OpenAdapter<>(format, token);
            case OWN -> new NamingAdapter<>(format, gson, token, unnamed(gson, token));
            case VALUE -> Enum.class.isAssignableFrom(type) ? unnamed(gson, token) : value(gson, token);
            case CONTAINER -> null;
        };
    }

    private <T> TypeAdapter<T> unnamed(Gson gson, TypeToken<T> token) {
        TypeAdapter<T> adapter = gson.getDelegateAdapter(this, token);
        if (Gsons.writesFields(adapter)) {
            return new Fields(format, gson, token).checked(adapter);
        }
        Class<? super T> type = token.getRawType();
        boolean isCollection = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        if (isCollection && !Gsons.isOfTheUser(adapter)) {
            throw format.elementTypeUnknown(type);
        }
        return type.isEnum() && !Gsons.isOfTheUser(adapter) ? new KnownConstants<>(adapter) : adapter;
    }

    /** The user's adapter if there is one, otherwise ours. */
    private <T> TypeAdapter<T> value(Gson gson, TypeToken<T> token) {
        try {
            TypeAdapter<T> adapter = gson.getDelegateAdapter(this, token);
            if (Gsons.isOfTheUser(adapter)) {
                return adapter;
            }
        } catch (JsonIOException e) {
            // Gson has no adapter of its own, and cannot reflect into the JDK
        }
        return Values.adapter(token);
    }

    private TypeKind kindOf(TypeToken<?> token) {
        Class<?> raw = token.getRawType();
        Type type = token.getType();
        if (raw.isArray()) {
            Type element =
                    type instanceof GenericArrayType array ? array.getGenericComponentType() : raw.getComponentType();
            return format.kindOf(raw, null, rawType(element));
        }
        if (Properties.class.isAssignableFrom(raw)) {
            return format.kindOf(raw, String.class, String.class);
        }
        if (format.kindOf(raw) != TypeKind.CONTAINER) {
            return format.kindOf(raw);
        }
        Type[] arguments =
                type instanceof ParameterizedType declared ? declared.getActualTypeArguments() : NOTHING_SAID;
        Class<?> key = Map.class.isAssignableFrom(raw) ? rawType(arguments[0]) : null;
        return format.kindOf(raw, key, rawType(arguments[arguments.length - 1]));
    }

    private static Class<?> rawType(Type type) {
        return TypeToken.get(type).getRawType();
    }
}
