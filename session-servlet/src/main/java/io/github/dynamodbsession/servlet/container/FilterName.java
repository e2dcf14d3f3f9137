package io.github.dynamodbsession.servlet.container;

/**
 * The name of the filter's class, which its loggers and its attributes have. Spelled out, so that what the filter stands on
 * need not know it.
 */
public final class FilterName {

    public static final String FULL = "io.github.dynamodbsession.servlet.SessionFilter";

    private FilterName() {}
}
