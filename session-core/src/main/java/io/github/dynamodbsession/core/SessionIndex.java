package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An index by which sessions can be found, such as the user: its name, and how its value is computed. The value is
 * stored in plain text, beside the attributes, by every save that changes it.
 *
 * <p>Only strings of 1 to {@value SessionIndexes#MAX_VALUE_BYTES} UTF-8 bytes can be indexed. A session whose value is
 * missing, empty or of another type is not in the index, or cannot be saved if the index is {@linkplain #required()
 * required}; a session whose value is too long cannot be saved, because it could not be found.
 *
 * <p>Immutable; safe for use by any number of threads if its function is.
 */
public final class SessionIndex {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    private final String name;
    private final Optional<String> attribute;
    private final Function<? super Session, ? extends @Nullable Object> value;
    private final boolean required;

    private SessionIndex(
            String name,
            Optional<String> attribute,
            Function<? super Session, ? extends @Nullable Object> value,
            boolean required) {
        this.name = name;
        this.attribute = attribute;
        this.value = value;
        this.required = required;
    }

    /**
     * An index whose value is the attribute with the name of the index.
     *
     * @param attribute the name of the attribute and the index: 1 to 200 of the characters {@code A-Z a-z 0-9 _ . -}
     * @return the index
     * @throws SessionConfigurationException if the name is invalid
     */
    public static SessionIndex ofAttribute(String attribute) {
        return new SessionIndex(
                checked(attribute),
                Optional.of(attribute),
                session -> session.attribute(attribute).orElse(null),
                false);
    }

    /**
     * An index whose value is computed from the session's attributes.
     *
     * @param name its name: 1 to 200 of the characters {@code A-Z a-z 0-9 _ . -}
     * @param value returns the value, or null for none; must only read attributes; called while a session with changed
     *     attributes is saved, with this request's view of them
     * @return the index
     * @throws SessionConfigurationException if the name is invalid
     */
    public static SessionIndex of(String name, Function<? super Session, ? extends @Nullable Object> value) {
        return new SessionIndex(checked(name), Optional.empty(), Objects.requireNonNull(value, "value"), false);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SessionConfigurationException(
                    "index: a name must be 1 to 200 of the characters A-Z a-z 0-9 _ . - and not '" + name + "'", null);
        }
        return name;
    }

    /**
     * The same index with a required value: a session without it cannot be saved.
     *
     * @return a new index
     */
    public SessionIndex required() {
        return new SessionIndex(name, attribute, value, true);
    }

    /**
     * The name of the index.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /** The attribute that is the value, if it is not computed. */
    Optional<String> attribute() {
        return attribute;
    }

    @Nullable
    Object valueOf(Session session) {
        return value.apply(session);
    }

    boolean isRequired() {
        return required;
    }

    @Override
    public String toString() {
        return "index " + name;
    }
}
