package io.github.dynamodbsession.core;

/** Why a session ended. */
public enum EndCause {
    /** The application deleted it, as at a logout. */
    APPLICATION,
    /** It was not accessed for its whole interval, or reached its absolute lifetime. */
    EXPIRY,
    /** Somebody ended it who was not its user: all sessions of a user, or all there were. */
    ADMINISTRATION
}
