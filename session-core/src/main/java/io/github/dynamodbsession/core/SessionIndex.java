package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An index by which sessions can be found, such as the user: its name, and how its value is computed. The value is
 * stored beside the attributes by every save that changes it, in plain text unless the index is {@linkplain #hashed
 * hashed}.
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
    private final Optional<HashedValues> hashing;

    private SessionIndex(
            String name,
            Optional<String> attribute,
            Function<? super Session, ? extends @Nullable Object> value,
            boolean required,
            Optional<HashedValues> hashing) {
        this.name = name;
        this.attribute = attribute;
        this.value = value;
        this.required = required;
        this.hashing = hashing;
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
                false,
                Optional.empty());
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
        return new SessionIndex(
                checked(name), Optional.empty(), Objects.requireNonNull(value, "value"), false, Optional.empty());
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
        return new SessionIndex(name, attribute, value, true, hashing);
    }

    /**
     * The same index with values that are stored as keyed hashes (HMAC-SHA256), so that a copy of the table does not show
     * them. Sessions are found by the exact value, as before. That two sessions have the same value remains visible.
     *
     * <p>To replace a secret, put a new one before it on all nodes: a save that changes attributes then stores the hash
     * with the new one, and sessions are found by either, for which each search costs one more query. Nodes that do not
     * have the new one yet do not find those sessions. Remove the old one when the last session that was not changed
     * since has ended.
     *
     * @param secrets the first one is for values that are written, all of them for searches; each of at least 16 bytes in
     *     UTF-8; neither null nor containing null
     * @return a new index
     * @throws SessionConfigurationException if there is none, or if one is too short
     */
    public SessionIndex hashed(List<String> secrets) {
        return new SessionIndex(name, attribute, value, required, Optional.of(HashedValues.of(secrets)));
    }

    /**
     * The same index with values that are stored as hashes with one key; see {@link #hashed(List)}.
     *
     * @param secret at least 16 bytes in UTF-8, best 32 random characters
     * @return a new index
     * @throws SessionConfigurationException if it is too short
     */
    public SessionIndex hashed(String secret) {
        return hashed(List.of(secret));
    }

    /**
     * The same hashed index, which also finds sessions whose value was stored before it was hashed, by one more query.
     * For the time until the last such session has ended.
     *
     * @return a new index
     * @throws SessionConfigurationException if the index is not hashed
     */
    public SessionIndex findingPlain() {
        return new SessionIndex(
                name,
                attribute,
                value,
                required,
                Optional.of(hashing.map(HashedValues::findingPlain)
                        .orElseThrow(() -> new SessionConfigurationException(
                                "findingPlain is for an index that is hashed, and '" + name + "' is not", null))));
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

    /** What is stored for a value. */
    String stored(String plain) {
        return hashing.map(hashed -> hashed.stored(name, plain)).orElse(plain);
    }

    /** What may be stored for a value, in the order in which it is to be searched. */
    List<String> searched(String plain) {
        return hashing.map(hashed -> hashed.searched(name, plain)).orElse(List.of(plain));
    }

    /** Whether a value is stored in the form in which it would be stored now. */
    boolean isCurrent(String stored) {
        return hashing.map(hashed -> hashed.isCurrent(stored)).orElse(true);
    }

    @Override
    public String toString() {
        return hashing.isEmpty() ? "index " + name : "hashed index " + name;
    }
}
