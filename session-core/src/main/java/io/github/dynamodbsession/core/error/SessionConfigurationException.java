package io.github.dynamodbsession.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Something that only a person can set right: an option, a missing table, another key schema, a missing permission.
 * The message names it and says what would be right. Never retryable.
 */
public final class SessionConfigurationException extends SessionException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message names the option, table or permission and says what would be right
     * @param cause what the storage raised, or null
     */
    public SessionConfigurationException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }
}
