package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.codec.json.CollectionKinds.Kind;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts a tree to a value; the inverse of {@link TreeWriter}. Immutable. */
final class TreeReader {

    private final TypeNames names;
    private final OwnObjects own;

    TreeReader(TypeNames names, OwnObjects own) {
        this.names = names;
        this.own = own;
    }

    /** Returns the value; null for {@code null}. */
    @Nullable
    Object read(JsonValue json) {
        Reading.tick();
        if (json instanceof JsonValue.Text text) {
            return text.content();
        }
        if (json instanceof JsonValue.Numeral number) {
            return readInt(number);
        }
        if (json instanceof JsonValue.Bool bool) {
            return bool.value();
        }
        if (json instanceof JsonValue.Array) {
            return readElements(json, CollectionKinds.LIST.make(Order.NATURAL));
        }
        if (json instanceof JsonValue.Fields fields) {
            return fields.members().containsKey(TreeWriter.TYPE)
                    ? readTagged(fields.members())
                    : readMembers(fields, CollectionKinds.MAP.make(Order.NATURAL), TreeReader::unescaped);
        }
        return null;
    }

    private static Integer readInt(JsonValue.Numeral number) {
        try {
            return Integer.valueOf(number.literal());
        } catch (NumberFormatException e) {
            throw new SessionCodecException("has a number without a type that is not an int.");
        }
    }

    private Object readTagged(Map<String, JsonValue> members) {
        JsonValue content = members.get(TreeWriter.VALUE);
        if (content == null || members.size() != 2 || !(members.get(TreeWriter.TYPE) instanceof JsonValue.Text tag)) {
            throw malformed();
        }
        return readTyped(tag.content(), content);
    }

    private Object readTyped(String tag, JsonValue content) {
        ValueType<?> type = ValueTypes.byTag(tag);
        if (type != null) {
            return type.fromJson(content);
        }
        if (tag.endsWith("[]")) {
            return readArray(content, names.classOf(tag).getComponentType());
        }
        Object collection = readCollection(tag, content);
        return collection == null ? readOwn(content, names.ownClass(tag)) : collection;
    }

    private Object readOwn(JsonValue content, Class<?> type) {
        return type.isEnum() ? constant(type, text(content)) : own.read(content, type);
    }

    private @Nullable Object readCollection(String tag, JsonValue content) {
        String ofSet = EnumTypes.SET.enumNameIn(tag);
        if (ofSet != null) {
            return readEnumSet(content, names.ownClass(ofSet));
        }
        String ofMap = EnumTypes.MAP.enumNameIn(tag);
        if (ofMap != null) {
            Class<?> type = names.ownClass(ofMap);
            return readMembers(content, newEnumMap(type), name -> constant(type, name));
        }
        Order order = Order.in(tag);
        String kindTag = tag.substring(0, tag.length() - order.suffix.length());
        Kind<Collection<Object>> collection = CollectionKinds.collectionByTag(kindTag);
        if (collection != null) {
            collection.checkSize(elements(content).size());
            return readElements(content, collection.make(order));
        }
        Kind<Map<Object, Object>> map = CollectionKinds.mapByTag(kindTag);
        if (map != null) {
            return content instanceof JsonValue.Fields
                    ? readMembers(content, map.make(order), TreeReader::unescaped)
                    : readEntries(content, map.make(order));
        }
        return null;
    }

    private Object readElements(JsonValue json, Collection<Object> into) {
        List<Object> elements = new ArrayList<>();
        elements(json).forEach(element -> elements.add(read(element)));
        into.addAll(elements); // all at once: some collections copy themselves on every call
        if (into.size() < elements.size()) {
            throw twice();
        }
        return into;
    }

    private Object readMembers(JsonValue json, Map<Object, Object> into, Function<String, Object> key) {
        if (!(json instanceof JsonValue.Fields fields)) {
            throw malformed();
        }
        fields.members().forEach((name, value) -> put(into, key.apply(name), read(value)));
        return into;
    }

    private Object readEntries(JsonValue json, Map<Object, Object> into) {
        for (JsonValue entry : elements(json)) {
            List<JsonValue> pair = elements(entry);
            if (pair.size() != 2) {
                throw malformed();
            }
            put(into, read(pair.get(0)), read(pair.get(1)));
        }
        return into;
    }

    private static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) {
        int before = map.size();
        map.put(key, value);
        if (map.size() == before) {
            throw twice();
        }
    }

    private Object readArray(JsonValue json, Class<?> component) {
        ValueType<?> type = TreeWriter.ofElements(component);
        List<JsonValue> elements = elements(json);
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            JsonValue element = elements.get(i);
            Array.set(
                    array,
                    i,
                    type == null || element instanceof JsonValue.Null ? read(element) : type.fromJson(element));
        }
        return array;
    }

    private static Object readEnumSet(JsonValue json, Class<?> type) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Set<Object> set = (Set<Object>) (Set) EnumSet.noneOf(enumClass(type));
        for (JsonValue name : elements(json)) {
            if (!set.add(constant(type, text(name)))) {
                throw twice();
            }
        }
        return set;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Object, Object> newEnumMap(Class<?> type) {
        return (Map<Object, Object>) (Map) new EnumMap(enumClass(type));
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : enumClass(type).getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new SessionCodecException("has a constant that enum " + type.getName() + " no longer has.");
    }

    @SuppressWarnings("rawtypes") // the enum is known only at run time
    private static Class<? extends Enum> enumClass(Class<?> type) {
        if (!type.isEnum()) {
            throw new SessionCodecException("class " + type.getName() + " is no longer an enum.");
        }
        return type.asSubclass(Enum.class);
    }

    private static String unescaped(String name) {
        if (!name.startsWith(TreeWriter.MARK)) {
            return name;
        }
        String escaped = name.substring(1);
        if (!escaped.startsWith(TreeWriter.MARK)) {
            throw malformed();
        }
        return escaped;
    }

    private static List<JsonValue> elements(JsonValue json) {
        if (!(json instanceof JsonValue.Array array)) {
            throw malformed();
        }
        return array.elements();
    }

    private static String text(JsonValue json) {
        if (!(json instanceof JsonValue.Text text)) {
            throw malformed();
        }
        return text.content();
    }

    private static SessionCodecException malformed() {
        return new SessionCodecException("is JSON, but not in the format of the JSON codecs.");
    }

    private static SessionCodecException twice() {
        return new SessionCodecException("has a duplicate element or key.");
    }
}
