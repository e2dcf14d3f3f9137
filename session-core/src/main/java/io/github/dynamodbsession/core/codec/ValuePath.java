package io.github.dynamodbsession.core.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The location within a value, such as {@code .items[0].price}: for messages, so it is only computed after a refusal,
 * and never fails. A key is only shown if it looks like the name of a field, and otherwise the number of the entry,
 * because keys may be data.
 */
public final class ValuePath {

    private static final int MAX_OBJECTS = 100_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,40}");

    private ValuePath() {}

    private record Place(Object object, @Nullable Place above, String step) {

        String path() {
            List<String> steps = new ArrayList<>();
            for (Place place = this; place != null; place = place.above()) {
                steps.add(place.step());
            }
            Collections.reverse(steps);
            return String.join("", steps);
        }

        boolean isWithin(Predicate<Object> outer) {
            for (Place place = above; place != null; place = place.above()) {
                if (outer.test(place.object())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return path();
        }
    }

    /**
     * The path to an object of a class or a subclass, or to an array of them.
     *
     * @param value the value that was passed to a codec
     * @param className the binary name of the class
     * @return the path; empty if there is none, or if it is the value itself
     */
    public static Optional<String> toClass(Object value, String className) {
        return find(value, object -> isOf(object, className), outer -> false);
    }

    /** The path to a wanted object that is not within another one; empty if there is none except the root. */
    static Optional<String> find(Object value, Predicate<Object> wanted, Predicate<Object> notWithin) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Place> ahead = new ArrayDeque<>();
        ahead.add(new Place(value, null, ""));
        while (!ahead.isEmpty() && seen.size() < MAX_OBJECTS) {
            Place place = ahead.remove();
            if (!seen.add(place.object())) {
                continue;
            }
            if (wanted.test(place.object()) && !place.isWithin(notWithin)) {
                return place.path().isEmpty() ? Optional.empty() : Optional.of(place.path());
            }
            addWhatIsIn(place, ahead);
        }
        return Optional.empty();
    }

    private static boolean isOf(Object object, String className) {
        Class<?> type = object.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        if (className.equals("java.lang.invoke.SerializedLambda")) {
            return type.isHidden();
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    /** Foreign collections run foreign code, which may fail. */
    private static void addWhatIsIn(Place place, Deque<Place> ahead) {
        try {
            Object object = place.object();
            if (object instanceof Map<?, ?> map) {
                addEntries(map, place, ahead);
            } else if (object instanceof Collection<?> collection) {
                addElements(collection.toArray(), place, ahead);
            } else if (object instanceof Object[] array) {
                addElements(array, place, ahead);
            } else if (object instanceof Optional<?> optional) {
                add(optional.orElse(null), place, ".get()", ahead);
            } else if (object instanceof AtomicReference<?> reference) {
                add(reference.get(), place, ".get()", ahead);
            } else if (object instanceof Throwable throwable) {
                add(throwable.getCause(), place, ".cause", ahead);
                addElements(throwable.getSuppressed(), place, ahead);
            }
            addFields(place, ahead);
        } catch (RuntimeException | LinkageError e) {
            // then it is not found there
        }
    }

    private static void addEntries(Map<?, ?> map, Place place, Deque<Place> ahead) {
        int number = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            number++;
            boolean isName =
                    entry.getKey() instanceof String key && NAME.matcher(key).matches();
            add(entry.getValue(), place, isName ? "[\"" + entry.getKey() + "\"]" : "[value " + number + "]", ahead);
            add(entry.getKey(), place, "[key " + number + "]", ahead);
        }
    }

    private static void addElements(Object[] elements, Place place, Deque<Place> ahead) {
        for (int i = 0; i < elements.length; i++) {
            add(elements[i], place, "[" + i + "]", ahead);
        }
    }

    private static void addFields(Place place, Deque<Place> ahead) {
        for (Class<?> c = place.object().getClass(); c != null && !isOfTheJdk(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                boolean kept = !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
                if (kept && !field.getType().isPrimitive()) {
                    add(read(field, place.object()), place, "." + field.getName(), ahead);
                }
            }
        }
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | RuntimeException e) {
            return null; // in a module that does not open it
        }
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return ClassLearner.isOfTheJdk(type.getName());
    }

    private static void add(@Nullable Object object, Place above, String step, Deque<Place> ahead) {
        if (object != null && !(object instanceof String)) {
            ahead.add(new Place(object, above, step));
        }
    }
}
