package io.github.dynamodbsession.core;

/** Why a session ended. */
public enum EndCause {
    /** The application deleted it, as at a logout. */
    APPLICATION,
    /** It was not accessed for its whole interval, or reached its absolute lifetime. */
    EXPIRY,
    /** It was deleted by an administrative operation: on all sessions of a user, or on all sessions. */
    ADMINISTRATION
}
