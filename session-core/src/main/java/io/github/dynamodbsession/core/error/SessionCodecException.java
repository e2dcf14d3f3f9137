package io.github.dynamodbsession.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute's value could not be encoded or decoded. Never retryable.
 *
 * <p>Codecs and the classes they call often quote values in their messages, and exceptions are often logged completely;
 * so the original exception is not kept as the cause. Only its type, the type that could not be handled, and the path
 * to it are kept.
 */
public final class SessionCodecException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    private final String reason;
    /** The class that was refused, if one was. */
    private final @Nullable String className;
    /** Where within the value, once known. */
    private final @Nullable String path;
    /** The attribute, once known. */
    private final @Nullable String attributeName;

    /**
     * Creates a failure without an attribute; a codec only sees values.
     *
     * @param reason what went wrong, with the type and the path to it if known; must not contain values
     */
    public SessionCodecException(String reason) {
        this(reason, null, null, null, null);
    }

    /**
     * Creates a failure with a given message.
     *
     * @param message null: made from the other arguments
     */
    private SessionCodecException(
            String reason,
            @Nullable String className,
            @Nullable String path,
            @Nullable String attributeName,
            @Nullable String message) {
        super(message == null ? message(reason, path, attributeName) : message, false, null);
        this.reason = reason;
        this.className = className;
        this.path = path;
        this.attributeName = attributeName;
    }

    /**
     * Creates a failure for a class that a codec refuses to write or read.
     *
     * @param className the class's binary name; not of an array
     * @param reason what is wrong with it, and how to fix it; must not contain values
     * @return a new exception without path and attribute
     */
    public static SessionCodecException refusing(String className, String reason) {
        return new SessionCodecException(reason, className, null, null, null);
    }

    private static String message(String reason, @Nullable String path, @Nullable String attributeName) {
        String message = path == null ? reason : "at " + path + ": " + reason;
        return attributeName == null ? message : "Attribute '" + attributeName + "': " + message;
    }

    /**
     * The same failure, with the attribute's name in its message.
     *
     * @param name the attribute's name
     * @return a new exception with this one's stack trace
     */
    public SessionCodecException forAttribute(String name) {
        return with(path, name);
    }

    /**
     * The same failure, with its location in its message.
     *
     * @param path the location within the value, such as {@code .items[0].price}
     * @return a new exception with this one's stack trace
     */
    public SessionCodecException at(String path) {
        return with(path, attributeName);
    }

    private SessionCodecException with(@Nullable String newPath, @Nullable String newAttributeName) {
        return placedAs(new SessionCodecException(reason, className, newPath, newAttributeName, null));
    }

    @Override
    public SessionCodecException withMessage(String message) {
        return placedAs(new SessionCodecException(reason, className, path, attributeName, message));
    }

    /**
     * The class that was refused.
     *
     * @return its binary name; empty if no class was refused
     */
    public Optional<String> refusedClass() {
        return Optional.ofNullable(className);
    }

    /**
     * The attribute concerned.
     *
     * @return its name; empty if the codec was called outside a session
     */
    public Optional<String> attributeName() {
        return Optional.ofNullable(attributeName);
    }
}
