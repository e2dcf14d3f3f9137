package io.github.dynamodbsession.core;

/** Why a session ended. */
public enum EndCause {
    /** The application deleted it, as at a logout. */
    APPLICATION,
    /** It was not accessed for its whole interval, or reached its absolute lifetime. */
    EXPIRY,
    /** It was deleted for somebody other than its user: with all sessions of a user, or with all sessions. */
    ADMINISTRATION
}
