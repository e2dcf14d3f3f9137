package io.github.dynamodbsession.servlet.container;

/**
 * The name of the filter's class, used for its loggers and attributes. A literal, so that the packages below the filter
 * do not depend on it.
 */
public final class FilterName {

    public static final String FULL = "io.github.dynamodbsession.servlet.SessionFilter";

    private FilterName() {}
}
