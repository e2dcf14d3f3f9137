package io.github.dynamodbsession.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A problem that only a person can fix: an option, a missing table, a different key schema, a missing permission. The
 * message names it and how to fix it. Never retryable.
 */
public final class SessionConfigurationException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** The kind of problem, for advice by kind. */
    public enum Reason {
        /** An option has an invalid value, or two options contradict each other. */
        OPTION,
        /** Something required is missing: a table, or an index of a table. */
        MISSING,
        /** There are no credentials, or they were not accepted. */
        CREDENTIALS,
        /** The credentials do not allow a call. */
        FORBIDDEN,
        /**
         * Something exists, but is not set up as required: the key of a table or of an index, its time to live, its
         * state.
         */
        MISMATCH,
        /** A client for the storage cannot be created or used, for instance without a region. */
        CLIENT
    }

    /** The kind of problem. */
    private final Reason reason;

    /**
     * Creates a failure about an {@linkplain Reason#OPTION option}.
     *
     * @param message names the option and what would be valid
     * @param cause what the storage raised, or null
     */
    public SessionConfigurationException(String message, @Nullable Throwable cause) {
        this(Reason.OPTION, message, cause);
    }

    /**
     * Creates a failure.
     *
     * @param reason the kind of problem
     * @param message names the option, table or permission and how to fix it
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
