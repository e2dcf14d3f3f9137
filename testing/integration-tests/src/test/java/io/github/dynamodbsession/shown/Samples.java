package io.github.dynamodbsession.shown;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one object of a class, in which every text and every array of bytes is a word of its own. */
final class Samples {

    /** What the name of a field ends with if it is a key of its map that is shown. */
    static final String KEY = "#key";

    private static final String OURS = "io.github.dynamodbsession.";
    private static final int DEEPEST = 12;
    private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** From each word to where it is: the name of a class's field. */
    private final Map<String, String> words = new LinkedHashMap<>();

    private final Map<Class<?>, Object> given = new HashMap<>();

    /** Those of which one is being made: an object does not hold another one of its class. */
    private final Set<Class<?>> underWay = new HashSet<>();

    /** What a component of this type is, which its class would not take any text for. */
    <T> Samples with(Class<T> type, T sample) {
        given.put(type, sample);
        return this;
    }

    /**
     * An object of that class, whose fields are all set.
     *
     * @throws ReflectiveOperationException if its constructor does not take what is made
     */
    Object of(Class<?> type) throws ReflectiveOperationException {
        words.clear();
        Object sample = given.get(type);
        return sample == null ? made(type, 0) : sample;
    }

    /** The fields of the last object whose words a text shows, such as {@code SessionRecord.id}, or {@code SessionRecord.attributes#key}. */
    Set<String> shownBy(String text) {
        Set<String> shown = new TreeSet<>();
        words.forEach((word, field) -> {
            String bytes = Arrays.toString(word.getBytes(StandardCharsets.US_ASCII));
            if (text.contains(word) || text.contains(bytes.substring(1, bytes.length() - 1))) {
                shown.add(field);
            }
        });
        return shown;
    }

    private Object made(Class<?> type, int depth) throws ReflectiveOperationException {
        underWay.add(type);
        try {
            return type.isRecord() ? madeOfComponents(type, depth) : madeOfFields(type, depth);
        } finally {
            underWay.remove(type);
        }
    }

    private Object madeOfComponents(Class<?> type, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), field(type, components[i].getName()), depth + 1);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object madeOfFields(Class<?> type, int depth) throws ReflectiveOperationException {
        Object made = withoutConstructor(type);
        for (Class<?> each = type; each != null && each.getName().startsWith(OURS); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(made, value(field.getGenericType(), field(each, field.getName()), depth + 1));
                }
            }
        }
        return made;
    }

    /** By the JDK's support for serialization, which the compiler warns of where it is named. */
    private static Object withoutConstructor(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Constructor<?> constructor =
                (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                        .invoke(
                                factory.getMethod("getReflectionFactory").invoke(null),
                                type,
                                Object.class.getDeclaredConstructor());
        return constructor.newInstance();
    }

    private static String field(Class<?> type, String name) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.') + "." + name;
    }

    /** Valid as an id, a token and a name. */
    private String word(String field) {
        String word = String.format("tAgwNh2n5nslDLiy6HJO5QzzmsfV%04d", words.size());
        words.put(word, field);
        return word;
    }

    private @Nullable Object value(Type generic, String field, int depth) throws ReflectiveOperationException {
        Class<?> type = raw(generic);
        Object sample = given.get(type);
        if (sample != null) {
            return sample;
        }
        if (type == String.class || type == Object.class || type == CharSequence.class) {
            return word(field);
        }
        if (type == StringBuilder.class) {
            StringBuilder builder = new StringBuilder();
            builder.append(word(field));
            return builder;
        }
        if (type == byte[].class) {
            return word(field).getBytes(StandardCharsets.US_ASCII);
        }
        if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(word(field).getBytes(StandardCharsets.US_ASCII));
        }
        if (type == Instant.class) {
            return SOME_TIME;
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(30);
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == char.class) {
            return 'x';
        }
        if (type.isPrimitive()) {
            return number(type);
        }
        if (Number.class.isAssignableFrom(type) && type.getName().startsWith("java.lang.")) {
            return number(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, value(type.getComponentType(), field, depth + 1));
            return array;
        }
        if (type == Optional.class) {
            return Optional.ofNullable(value(argument(generic, 0), field, depth + 1));
        }
        if (type.isAssignableFrom(List.class)) {
            return List.of(orWord(value(argument(generic, 0), field, depth + 1), field));
        }
        if (Set.class.isAssignableFrom(type) && type.isAssignableFrom(TreeSet.class)) {
            Set<Object> set = type.isAssignableFrom(LinkedHashSet.class) ? new LinkedHashSet<>() : new TreeSet<>();
            set.add(orWord(value(argument(generic, 0), field, depth + 1), field));
            return set;
        }
        if (Map.class.isAssignableFrom(type) && type.isAssignableFrom(TreeMap.class)) {
            Map<Object, Object> map =
                    type.isAssignableFrom(LinkedHashMap.class) ? new LinkedHashMap<>() : new TreeMap<>();
            map.put(
                    orWord(value(argument(generic, 0), field + KEY, depth + 1), field),
                    orWord(value(argument(generic, 1), field, depth + 1), field));
            return map;
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return type == Throwable.class ? new Throwable("failed") : null;
        }
        if (type.getName().startsWith(OURS)) {
            return depth < DEEPEST && !underWay.contains(type) ? ofOurs(type, depth) : null;
        }
        return type.isInterface() ? proxy(type) : ofJdk(type);
    }

    /** Such as an atomic reference. */
    private static @Nullable Object ofJdk(Class<?> type) throws ReflectiveOperationException {
        if (type == Thread.class) {
            return Thread.currentThread();
        }
        boolean isEmpty = type.getName().startsWith("java.util.")
                && !Modifier.isAbstract(type.getModifiers())
                && Arrays.stream(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
        return isEmpty ? type.getConstructor().newInstance() : null;
    }

    private @Nullable Object ofOurs(Class<?> type, int depth) throws ReflectiveOperationException {
        if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
            return made(type, depth);
        }
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            return type.isInterface() ? proxy(type) : null;
        }
        ReflectiveOperationException last = new NoSuchMethodException(type.getName());
        for (Class<?> one : permitted) {
            try {
                return ofOurs(one, depth);
            } catch (ReflectiveOperationException e) {
                last = e;
            }
        }
        throw last;
    }

    private Object orWord(@Nullable Object value, String field) {
        return value == null ? word(field) : value;
    }

    private static Object number(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return 7L;
        }
        if (type == double.class || type == Double.class) {
            return 7.0;
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) 7;
        }
        return 7;
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                Samples.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Class<?> returned = method.getReturnType();
                    if (returned == String.class) {
                        return "a proxy";
                    }
                    if (returned == boolean.class) {
                        return false;
                    }
                    if (returned.isPrimitive() && returned != void.class) {
                        return number(returned);
                    }
                    return returned == Set.class ? Set.of() : returned == Map.class ? Map.of() : null;
                });
    }

    private static Type argument(Type generic, int index) {
        return generic instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : String.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return Object.class;
    }
}
