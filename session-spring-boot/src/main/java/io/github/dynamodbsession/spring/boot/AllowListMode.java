package io.github.dynamodbsession.spring.boot;

/** What becomes of classes that are not on the list. */
public enum AllowListMode {
    /** They are refused. */
    STRICT,
    /** For development: they are kept, and told, so that the list can be written. */
    LEARN
}
