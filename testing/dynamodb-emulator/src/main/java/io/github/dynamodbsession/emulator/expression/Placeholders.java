package io.github.dynamodbsession.emulator.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the placeholders of one request stand for, and which of them its expressions have used so far. For one thread.
 */
public final class Placeholders {

    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final int MAX_KEY = 255;

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new HashSet<>();

    /**
     * Those of a request, which {@link #checkNames} and {@link #checkValueKeys} have accepted.
     *
     * @param names from {@code #name} to the attribute's name; {@code null} if the request has none
     * @param values from {@code :name} to the value; {@code null} if the request has none
     */
    public Placeholders(@Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
        this.names = names == null ? Map.of() : names;
        this.values = values == null ? Map.of() : values;
    }

    /**
     * Checks {@code ExpressionAttributeNames}.
     *
     * @param names from {@code #name} to the attribute's name; not {@code null}
     * @throws ApiException if there are none, or a key or a name is none that the service takes
     */
    public static void checkNames(Map<String, String> names) {
        checkKeys(NAMES, '#', names.keySet());
        names.forEach((key, name) -> {
            if (name.isEmpty()) {
                throw ApiException.validation(NAMES + " contains invalid value: Empty attribute name for key " + key);
            }
        });
    }

    /**
     * Checks the keys of {@code ExpressionAttributeValues}, which the service looks at before the values.
     *
     * @param keys not {@code null}
     * @throws ApiException if there are none, or one is none that the service takes
     */
    public static void checkValueKeys(Set<String> keys) {
        checkKeys(VALUES, ':', keys);
    }

    private static void checkKeys(String parameter, char first, Set<String> keys) {
        if (keys.isEmpty()) {
            throw ApiException.validation(parameter + " must not be empty");
        }
        for (String key : keys) {
            int size = key.getBytes(UTF_8).length;
            if (size > MAX_KEY) {
                throw ApiException.validation(parameter
                        + " contains invalid key: The expression attribute map contains a key that is too long;"
                        + " size of key: " + size);
            }
            if (!isPlaceholder(first, key)) {
                throw ApiException.validation(parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        }
    }

    private static boolean isPlaceholder(char first, String key) {
        if (key.length() < 2 || key.charAt(0) != first) {
            return false;
        }
        for (int i = 1; i < key.length(); i++) {
            if (!isWordCharacter(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordCharacter(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '_';
    }

    /**
     * Sees, after all expressions of the request were bound, that there is nothing besides.
     *
     * @throws ApiException if a name or a value was not used
     */
    public void requireAllUsed() {
        requireUsed(NAMES, names.keySet());
        requireUsed(VALUES, values.keySet());
    }

    private void requireUsed(String parameter, Set<String> keys) {
        if (used.containsAll(keys)) {
            return;
        }
        StringBuilder unused = new StringBuilder();
        for (String key : keys) {
            if (!used.contains(key)) {
                unused.append(unused.isEmpty() ? "" : ", ").append(key);
            }
        }
        throw ApiException.validation(
                "Value provided in " + parameter + " unused in expressions: keys: {" + unused + "}");
    }

    /** The attribute's name that {@code #name} stands for. */
    String name(ExpressionKind kind, String placeholder) {
        String name = names.get(placeholder);
        if (name == null) {
            throw kind.invalid("An expression attribute name used in the document path is not defined; attribute name: "
                    + placeholder);
        }
        used.add(placeholder);
        return name;
    }

    /** The value that {@code :name} stands for. */
    AttributeValue value(ExpressionKind kind, String placeholder) {
        AttributeValue value = values.get(placeholder);
        if (value == null) {
            throw kind.invalid(
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        used.add(placeholder);
        return value;
    }
}
