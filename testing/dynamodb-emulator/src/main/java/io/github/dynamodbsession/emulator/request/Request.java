package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.json.Json;
import io.github.dynamodbsession.emulator.json.Json.NotJsonException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, or a structure within one, whose members have the right types and keep their constraints. Members that are
 * not there, or null, are {@code null}. Immutable.
 */
public final class Request {

    private final Map<?, ?> members;
    private final Values values;

    private Request(Map<?, ?> members, Values values) {
        this.members = members;
        this.values = values;
    }

    /** Whether there is such an operation. */
    public static boolean isKnown(String operation) {
        return Shapes.of(operation) != null;
    }

    /**
     * Reads the body of a request.
     *
     * @throws ApiException if it is no JSON, has a member of the wrong type, or one that breaks its constraints
     */
    public static Request read(String operation, byte[] body, Values.Layer layer) {
        Shape.Structure shape = Objects.requireNonNull(Shapes.of(operation), operation);
        Object json;
        try {
            json = Json.read(body);
        } catch (NotJsonException e) {
            throw ApiException.serialization(null);
        }
        Map<String, Object> members = ShapeReader.read(json, shape);
        Constraints.check(members, shape, layer);
        return new Request(members, new Values(layer));
    }

    /** The members that are there, by name. */
    public Map<String, Object> members() {
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    /** Whether a member is there. */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /** A text. */
    public @Nullable String text(String name) {
        return (String) members.get(name);
    }

    /** A text that is there. */
    public String required(String name) {
        return Objects.requireNonNull(text(name), name);
    }

    /** A text, or another where there is none. */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** Whether a boolean is there and true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** A boolean. */
    public @Nullable Boolean optionalFlag(String name) {
        return (Boolean) members.get(name);
    }

    /** A whole number. */
    public @Nullable Long whole(String name) {
        return (Long) members.get(name);
    }

    /** A whole number that is there. */
    public long requiredWhole(String name) {
        return Objects.requireNonNull(whole(name), name);
    }

    /** A structure. */
    public @Nullable Request structure(String name) {
        Map<?, ?> structure = (Map<?, ?>) members.get(name);
        return structure == null ? null : new Request(structure, values);
    }

    /** A structure that is there. */
    public Request requiredStructure(String name) {
        return Objects.requireNonNull(structure(name), name);
    }

    /** A list of structures; empty if there is none. */
    public List<Request> structures(String name) {
        List<?> list = (List<?>) members.get(name);
        return list == null ? List.of() : structures(list);
    }

    private List<Request> structures(List<?> list) {
        return list.stream()
                .map(element -> new Request((Map<?, ?>) element, values))
                .toList();
    }

    /** A map of structures, in the order of the request; empty if there is none. */
    public Map<String, Request> structuresByName(String name) {
        Map<String, Request> named = new LinkedHashMap<>();
        map(name).forEach((key, value) -> named.put((String) key, new Request((Map<?, ?>) value, values)));
        return named;
    }

    /** A map of lists of structures, in the order of the request; empty if there is none. */
    public Map<String, List<Request>> listsByName(String name) {
        Map<String, List<Request>> named = new LinkedHashMap<>();
        map(name).forEach((key, value) -> named.put((String) key, structures((List<?>) value)));
        return named;
    }

    /** A list of texts. */
    public @Nullable List<String> texts(String name) {
        List<?> list = (List<?>) members.get(name);
        return list == null ? null : list.stream().map(String.class::cast).toList();
    }

    /** A map of texts. */
    public @Nullable Map<String, String> textsByName(String name) {
        if (!has(name)) {
            return null;
        }
        Map<String, String> named = new LinkedHashMap<>();
        map(name).forEach((key, value) -> named.put((String) key, (String) value));
        return named;
    }

    /** An item or a key, its values checked; empty if there is none. */
    public Map<String, AttributeValue> attributes(String name) {
        return values.attributes(map(name));
    }

    /** A list of items or keys, their values checked; empty if there is none. */
    public List<Map<String, AttributeValue>> attributesList(String name) {
        List<?> list = (List<?>) members.get(name);
        return list == null
                ? List.of()
                : list.stream()
                        .map(element -> values.attributes((Map<?, ?>) element))
                        .toList();
    }

    /** The names in a map; empty if there is none. */
    public Set<String> keys(String name) {
        Set<String> keys = new LinkedHashSet<>();
        map(name).keySet().forEach(key -> keys.add((String) key));
        return keys;
    }

    /** The values of an expression's placeholders, checked. */
    public @Nullable Map<String, AttributeValue> placeholders(String name) {
        return has(name) ? values.placeholders(map(name)) : null;
    }

    /** A value, checked. */
    public @Nullable AttributeValue value(String name) {
        Map<?, ?> value = (Map<?, ?>) members.get(name);
        return value == null ? null : values.value(value);
    }

    /** A list of values, checked. */
    public @Nullable List<AttributeValue> values(String name) {
        List<?> list = (List<?>) members.get(name);
        return list == null
                ? null
                : list.stream()
                        .map(element -> values.value((Map<?, ?>) element))
                        .toList();
    }

    /** The whole request as JSON, in the order of its shape: equal for requests that ask for the same. */
    public byte[] canonical() {
        return Json.write(Canonical.of(members));
    }

    private Map<?, ?> map(String name) {
        Object map = members.get(name);
        return map == null ? Map.of() : (Map<?, ?>) map;
    }
}
