package io.github.dynamodbsession.core;

/**
 * The name under which everything about a store is logged: that of {@link SessionStore}, which the classes below it do not
 * know otherwise.
 */
final class StoreLog {

    static final String NAME = "io.github.dynamodbsession.core.SessionStore";

    private StoreLog() {}
}
