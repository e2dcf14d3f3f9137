package io.github.dynamodbsession.emulator.request;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as a shape: what has the wrong JSON type is a {@code SerializationException}, what is unknown is left out. */
final class ShapeReader {

    /** What the service says of anything but a collection where a collection of collections has one. */
    private static final String UNREADABLE_COLLECTION =
            "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class"
                    + " (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module"
                    + " java.base of loader 'bootstrap')";

    private ShapeReader() {}

    /** The members of a request that are there and known, in the order of its shape. */
    static Map<String, Object> read(@Nullable Object json, Shape.Structure shape) {
        if (json instanceof Map<?, ?> object) {
            return structure(object, shape);
        }
        throw ApiException.serialization(null);
    }

    private static Map<String, Object> structure(Map<?, ?> json, Shape.Structure shape) {
        Map<String, Object> read = new LinkedHashMap<>();
        for (Shape.Member member : shape.members().values()) {
            Object value = json.get(member.name());
            if (value != null) {
                read.put(member.name(), value(value, member.shape()));
            }
        }
        return read;
    }

    /** An element of a list, or the value of an entry of a map. */
    private static Object element(Object json, Shape shape) {
        if (json instanceof List || json instanceof Map) {
            return value(json, shape);
        }
        if (shape instanceof Shape.ListOf || shape instanceof Shape.MapOf) {
            throw ApiException.serialization(UNREADABLE_COLLECTION);
        }
        if (shape instanceof Shape.Structure) {
            throw ApiException.serialization("Unexpected value type in payload");
        }
        return value(json, shape);
    }

    private static Object value(Object json, Shape shape) {
        if (shape instanceof Shape.Text || shape instanceof Shape.TableName || shape instanceof Shape.ReturnValues) {
            return json instanceof String text ? text : refuse(json, "String", shape);
        }
        if (shape instanceof Shape.Flag) {
            return json instanceof Boolean flag ? flag : refuse(json, "Boolean", shape);
        }
        if (shape instanceof Shape.Whole whole) {
            return json instanceof BigDecimal number
                    ? whole(number)
                    : refuse(json, whole.isLong() ? "Long" : "Integer", shape);
        }
        if (shape instanceof Shape.Blob) {
            return blob(json);
        }
        if (shape instanceof Shape.ListOf list) {
            return list(json, list);
        }
        if (shape instanceof Shape.MapOf map) {
            return map(json, map);
        }
        Shape.Structure structure = (Shape.Structure) shape;
        if (json instanceof Map<?, ?> object) {
            return structure(object, structure);
        }
        if (json instanceof List) {
            throw ApiException.serialization("Unrecognized collection type class " + structure.javaName());
        }
        throw ApiException.serialization("Unexpected field type");
    }

    private static Object whole(BigDecimal number) {
        if (number.scale() > 0 && number.scale() < 400) {
            return number.longValue();
        }
        if (number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Long.MAX_VALUE;
        }
        if (number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0) {
            return Long.MIN_VALUE;
        }
        return number.longValue();
    }

    private static byte[] blob(Object json) {
        if (!(json instanceof String text)) {
            if (json instanceof List) {
                throw ApiException.serialization("Unrecognized collection type class java.nio.ByteBuffer");
            }
            if (json instanceof Map) {
                throw ApiException.serialization("Start of structure or map found where not expected");
            }
            throw ApiException.serialization("only base-64-encoded strings are convertible to bytes");
        }
        if (text.length() % 4 != 0) {
            throw ApiException.serialization(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told as what is no canonical Base64.
        }
        throw ApiException.serialization("Invalid last non-pad Base64 character dectected");
    }

    private static List<Object> list(Object json, Shape.ListOf shape) {
        if (!(json instanceof List<?> elements)) {
            throw ApiException.serialization(
                    json instanceof Map
                            ? "Start of structure or map found where not expected"
                            : "Unexpected field type");
        }
        List<Object> read = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element != null) {
                read.add(element(element, shape.element()));
            }
        }
        return read;
    }

    private static Map<String, Object> map(Object json, Shape.MapOf shape) {
        if (!(json instanceof Map<?, ?> entries)) {
            throw ApiException.serialization(
                    json instanceof List
                            ? "Unrecognized collection type " + shape.javaName()
                            : "Unexpected field type");
        }
        Map<String, Object> read = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            Object value = entry.getValue();
            if (value != null) {
                read.put((String) entry.getKey(), element(value, shape.value()));
            }
        }
        return read;
    }

    private static Object refuse(Object json, String wanted, Shape shape) {
        if (json instanceof List) {
            throw ApiException.serialization("Unrecognized collection type class " + shape.javaName());
        }
        if (json instanceof Map) {
            throw ApiException.serialization("Start of structure or map found where not expected");
        }
        if (json instanceof String && shape instanceof Shape.Flag) {
            throw ApiException.serialization("Unexpected token received from parser");
        }
        throw ApiException.serialization(token(json) + " cannot be converted to " + wanted);
    }

    private static String token(Object json) {
        if (json instanceof String) {
            return "STRING_VALUE";
        }
        if (json instanceof Boolean flag) {
            return flag ? "TRUE_VALUE" : "FALSE_VALUE";
        }
        return json instanceof BigDecimal number && number.scale() != 0 ? "DECIMAL_VALUE" : "NUMBER_VALUE";
    }
}
