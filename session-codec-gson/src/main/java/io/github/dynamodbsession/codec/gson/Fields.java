package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.codec.json.JsonFormat;
import io.github.dynamodbsession.codec.json.TypeKind;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a user's class that Gson writes by reflection. */
final class Fields {

    private final JsonFormat format;
    private final Gson gson;
    private final TypeToken<?> type;
    private final List<Field> fields = new ArrayList<>();

    Fields(JsonFormat format, Gson gson, TypeToken<?> type) {
        this.format = format;
        this.gson = gson;
        this.type = type;
        for (Class<?> c = type.getRawType(); c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredFields()).filter(Fields::isWritten).forEach(fields::add);
        }
    }

    private static boolean isWritten(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic();
    }

    /** Returns the adapter with checks, if all fields can be read by their declared types. */
    <T> TypeAdapter<T> checked(TypeAdapter<T> adapter) {
        fields.forEach(this::checkDetermined);
        return new CheckedAdapter<>(adapter);
    }

    /** Gson writes a field declared as {@code Object} by its class, but reads it as a string, a double or a map. */
    private void checkDetermined(Field field) {
        boolean byUser = field.isAnnotationPresent(JsonAdapter.class);
        if (!byUser && format.kindOf(TypeToken.get(typeOf(field)).getRawType()) == TypeKind.OPEN) {
            throw new SessionCodecException(
                    "class " + field.getDeclaringClass().getName() + " declares field " + field.getName()
                            + " with a type that does not determine its class to Gson; declare a concrete type, or a"
                            + " List or Map of Object, or annotate it with @JsonAdapter.");
        }
    }

    private Type typeOf(Field field) {
        Type declared = field.getGenericType();
        if (declared instanceof TypeVariable<?> variable && type.getType() instanceof ParameterizedType parameterized) {
            int index = Arrays.asList(type.getRawType().getTypeParameters()).indexOf(variable);
            return index < 0 ? declared : parameterized.getActualTypeArguments()[index];
        }
        return declared;
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            names.add(name == null ? gson.fieldNamingStrategy().translateName(field) : name.value());
            names.addAll(name == null ? List.of() : List.of(name.alternate()));
        }
        return names;
    }

    /** Rejects what Gson would silently omit: an object that contains itself, and an unknown field. */
    private final class CheckedAdapter<T> extends TypeAdapter<T> {

        private final TypeAdapter<T> adapter;
        private final Set<String> names = names();
        private final List<Field> canHoldItself = fields.stream()
                .filter(field -> field.getType().isAssignableFrom(type.getRawType()))
                .toList();

        CheckedAdapter(TypeAdapter<T> adapter) {
            this.adapter = adapter;
            canHoldItself.forEach(field -> field.setAccessible(true));
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            if (value != null) {
                for (Field field : canHoldItself) {
                    checkOther(value, field);
                }
            }
            adapter.write(out, value);
        }

        private void checkOther(T value, Field field) throws IOException {
            try {
                if (field.get(value) == value) {
                    throw new SessionCodecException("contains itself, in field " + field.getName() + " of class "
                            + value.getClass().getName() + ".");
                }
            } catch (IllegalAccessException e) {
                throw new IOException(e);
            }
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            JsonElement json = gson.getAdapter(JsonElement.class).read(in);
            if (json instanceof JsonObject object && !names.containsAll(object.keySet())) {
                throw new SessionCodecException(
                        "has a field that class " + type.getRawType().getName() + " no longer has.");
            }
            return adapter.fromJsonTree(json);
        }
    }
}
