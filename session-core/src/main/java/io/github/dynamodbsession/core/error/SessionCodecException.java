package io.github.dynamodbsession.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute's value could not be encoded or decoded. Never retryable.
 *
 * <p>Codecs and the classes they call like to quote values in their messages, and an exception is often logged
 * whole; so the original is not kept as the cause. What is kept of it is its type, the type that could not be
 * handled and the path to it.
 */
public final class SessionCodecException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    private final String reason;
    /** The attribute, once known. */
    private final @Nullable String attributeName;

    /**
     * Makes one that does not know its attribute yet; a codec sees values only.
     *
     * @param reason what went wrong, with the type concerned and the path to it where known; free of values
     */
    public SessionCodecException(String reason) {
        this(reason, null);
    }

    private SessionCodecException(String reason, @Nullable String attributeName) {
        super(attributeName == null ? reason : "Attribute '" + attributeName + "': " + reason, false, null);
        this.reason = reason;
        this.attributeName = attributeName;
    }

    /**
     * The same failure, with the attribute named in its message.
     *
     * @param name the attribute's name
     * @return a new exception with this one's stack trace
     */
    public SessionCodecException forAttribute(String name) {
        SessionCodecException named = new SessionCodecException(reason, name);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /**
     * The attribute whose value it was.
     *
     * @return its name; empty when the codec was called outside a session
     */
    public Optional<String> attributeName() {
        return Optional.ofNullable(attributeName);
    }
}
