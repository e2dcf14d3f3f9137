package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.codec.json.CollectionKinds.Kind;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts one value to a tree. A string, a boolean, an {@code int}, a list, and a map with string keys are written as
 * plain JSON; everything else is an object of two members that names the type. For a single use, by one thread.
 */
final class TreeWriter {

    static final String TYPE = "@type";
    static final String VALUE = "@value";

    /** A map key that begins with the mark is escaped by one more mark. */
    static final String MARK = "@";

    private static final JsonValue NULL = new JsonValue.Null();

    /** The approximate overhead of a value: quotes, commas, brackets. */
    private static final int ABOUT = 2;

    private final TypeNames names;
    private final JsonLimits limits;
    private final OwnObjects own;
    private int depth;
    private int characters;
    private int elements;

    TreeWriter(TypeNames names, JsonLimits limits, OwnObjects own) {
        this.names = names;
        this.limits = limits;
        this.own = own;
    }

    JsonValue write(@Nullable Object value) {
        if (value == null) {
            return spend(NULL, 2 * ABOUT);
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Boolean bool) {
            return spend(new JsonValue.Bool(bool), 2 * ABOUT);
        }
        if (value instanceof Integer number) {
            return spend(new JsonValue.Numeral(number.toString()), 1);
        }
        ValueType<?> type = ValueTypes.byClass(value.getClass());
        if (type != null) {
            return tagged(type.tag(), () -> simple(type, value));
        }
        if (value instanceof Enum<?> constant) {
            return tagged(names.ownNameOf(constant.getDeclaringClass()), () -> text(constant.name()));
        }
        return writeStructure(value);
    }

    private JsonValue writeStructure(Object value) {
        if (value.getClass().isArray()) {
            return tagged(names.nameOf(value.getClass()), () -> writeArray(value));
        }
        if (value instanceof Collection<?> collection) {
            JsonValue written = writeCollection(collection);
            if (written != null) {
                return written;
            }
        }
        if (value instanceof Map<?, ?> map) {
            JsonValue written = writeMap(map);
            if (written != null) {
                return written;
            }
        }
        return tagged(names.ownNameOf(value.getClass()), () -> {
            String written = own.write(value, characters);
            JsonValue parsed = own.parse(written, depth);
            elements += count(parsed) - 1;
            return spend(parsed, written.length());
        });
    }

    private JsonValue writeArray(Object array) {
        Class<?> component = array.getClass().getComponentType();
        Function<@Nullable Object, JsonValue> element = elementWriter(component);
        return elements(Array.getLength(array), i -> element.apply(Array.get(array, i)));
    }

    /** If the component type is final, elements are written without their type. */
    private Function<@Nullable Object, JsonValue> elementWriter(Class<?> component) {
        ValueType<?> type = ofElements(component);
        return type == null ? this::write : element -> element == null ? write(null) : simple(type, element);
    }

    /** The type of all elements of an array; null if each is written with its type. */
    static @Nullable ValueType<?> ofElements(Class<?> component) {
        return Modifier.isFinal(component.getModifiers()) ? JsonFormat.valueTypeOf(component) : null;
    }

    private @Nullable JsonValue writeCollection(Collection<?> collection) {
        if (collection instanceof EnumSet<?> set) {
            String tag = EnumTypes.SET.nameOf(names.ownNameOf(EnumTypes.of(set)));
            return tagged(tag, () -> elements(List.copyOf(set), constant -> text(((Enum<?>) constant).name())));
        }
        Kind<Collection<Object>> kind = CollectionKinds.of(collection);
        if (kind == null) {
            return null;
        }
        kind.checkSize(collection.size());
        Supplier<JsonValue> content = () -> {
            checkRoom(collection.size());
            return elements(new ArrayList<>(collection), this::write);
        };
        return kind.equals(CollectionKinds.LIST) ? content.get() : tagged(tagOf(kind, collection), content);
    }

    private @Nullable JsonValue writeMap(Map<?, ?> map) {
        if (map instanceof EnumMap<?, ?> enums) {
            Function<Object, String> name = constant -> ((Enum<?>) constant).name();
            return tagged(EnumTypes.MAP.nameOf(names.ownNameOf(EnumTypes.of(enums))), () -> members(map, name));
        }
        Kind<Map<Object, Object>> kind = CollectionKinds.of(map);
        if (kind == null) {
            return null;
        }
        boolean named = map.keySet().stream().allMatch(String.class::isInstance);
        Supplier<JsonValue> content =
                () -> named ? members(map, key -> escaped((String) key)) : elements(entries(map), this::writeEntry);
        return named && kind.equals(CollectionKinds.MAP) ? content.get() : tagged(tagOf(kind, map), content);
    }

    /** Called before the collection is copied: some collections have more elements than fit into memory. */
    private void checkRoom(int size) {
        limits.checkElements((int) Math.min(Integer.MAX_VALUE, (long) elements + size));
    }

    private static List<Map.Entry<?, ?>> entries(Map<?, ?> map) {
        return new ArrayList<>(map.entrySet());
    }

    private JsonValue writeEntry(Map.Entry<?, ?> entry) {
        return nested(() -> new JsonValue.Array(List.of(write(entry.getKey()), write(entry.getValue()))));
    }

    private static String escaped(String key) {
        return key.startsWith(MARK) ? MARK + key : key;
    }

    private static String tagOf(Kind<?> kind, Object value) {
        if (value instanceof Properties properties
                && properties.stringPropertyNames().size() > properties.size()) {
            throw new SessionCodecException("has java.util.Properties with defaults, which cannot be written.");
        }
        if (!kind.sorted()) {
            return kind.tag();
        }
        Order order;
        if (value instanceof SortedSet<?> set) {
            order = Order.of(set.comparator());
        } else if (value instanceof SortedMap<?, ?> map) {
            order = Order.of(map.comparator());
        } else {
            order = Order.of(((PriorityQueue<?>) value).comparator());
        }
        return kind.tag() + order.suffix;
    }

    private JsonValue tagged(String tag, Supplier<JsonValue> content) {
        return nested(() -> {
            spend(NULL, TYPE.length() + VALUE.length() + tag.length());
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put(TYPE, new JsonValue.Text(tag));
            members.put(VALUE, content.get());
            return new JsonValue.Fields(members);
        });
    }

    private JsonValue members(Map<?, ?> map, Function<Object, String> name) {
        return nested(() -> {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                String member = Texts.checked(name.apply(key));
                spend(member.length() + 2 * ABOUT);
                members.put(member, write(value));
            });
            return new JsonValue.Fields(members);
        });
    }

    private <E> JsonValue elements(List<E> list, Function<? super E, JsonValue> write) {
        return elements(list.size(), i -> write.apply(list.get(i)));
    }

    private JsonValue elements(int count, IntFunction<JsonValue> write) {
        return nested(() -> {
            List<JsonValue> elements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elements.add(write.apply(i));
            }
            return new JsonValue.Array(elements);
        });
    }

    private JsonValue nested(Supplier<JsonValue> content) {
        limits.checkDepth(++depth);
        JsonValue written = spend(content.get(), ABOUT);
        depth--;
        return written;
    }

    private JsonValue text(String text) {
        return spend(new JsonValue.Text(Texts.checked(text)), text.length() + ABOUT);
    }

    private JsonValue simple(ValueType<?> type, Object value) {
        JsonValue written = type.write(value);
        int length = written instanceof JsonValue.Text text ? text.content().length() : 1;
        return spend(written, length + ABOUT);
    }

    /** Stops a value with many nested references to the same object before it exhausts the memory. */
    private JsonValue spend(JsonValue written, int about) {
        limits.checkElements(++elements);
        spend(about);
        return written;
    }

    private void spend(int about) {
        limits.checkCharacters((long) characters + about);
        characters += about;
    }

    /** The number of nested values, including the value itself. */
    private static int count(JsonValue json) {
        int count = 1;
        if (json instanceof JsonValue.Array array) {
            for (JsonValue element : array.elements()) {
                count += count(element);
            }
        } else if (json instanceof JsonValue.Fields fields) {
            for (JsonValue member : fields.members().values()) {
                count += count(member);
            }
        }
        return count;
    }
}
