package io.github.dynamodbsession.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that only a person can set right: an option, a missing table, another key schema, a missing permission.
 * The message names it and says what would be right. Never retryable.
 */
public final class SessionConfigurationException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** What kind of thing is to be set right, for those who advise by kind. */
    public enum Reason {
        /** An option has a value that it cannot have, or two contradict each other. */
        OPTION,
        /** Something that must be there is not: a table, an index of a table. */
        MISSING,
        /** There are no credentials, or they are not accepted. */
        CREDENTIALS,
        /** The credentials do not allow a call. */
        FORBIDDEN,
        /** Something is there, and not as it must be: the key of a table or of an index, its time to live, its state. */
        MISMATCH,
        /** No client for the storage can be made or used, as without a region. */
        CLIENT
    }

    /** What kind of thing is to be set right. */
    private final Reason reason;

    /**
     * Makes one about an {@linkplain Reason#OPTION option}.
     *
     * @param message names the option and says what would be right
     * @param cause what the storage raised, or null
     */
    public SessionConfigurationException(String message, @Nullable Throwable cause) {
        this(Reason.OPTION, message, cause);
    }

    /**
     * Makes one.
     *
     * @param reason what kind of thing is to be set right
     * @param message names the option, table or permission and says what would be right
     * @param cause what the storage raised, or null
     */
    public SessionConfigurationException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, false, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    @Override
    public SessionConfigurationException withMessage(String message) {
        return placedAs(new SessionConfigurationException(reason, message, getCause()));
    }

    /**
     * What kind of thing is to be set right.
     *
     * @return the kind
     */
    public Reason reason() {
        return reason;
    }
}
