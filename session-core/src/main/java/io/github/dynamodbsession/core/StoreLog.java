package io.github.dynamodbsession.core;

/**
 * The name of the logger of a store: that of {@link SessionStore}, which the classes it is made of must not depend on.
 */
final class StoreLog {

    static final String NAME = "io.github.dynamodbsession.core.SessionStore";

    private StoreLog() {}
}
