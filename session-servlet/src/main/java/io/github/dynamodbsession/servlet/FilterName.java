package io.github.dynamodbsession.servlet;

/**
 * The name of the filter's class, which its loggers and its attributes have. Spelled out, so that what the filter stands on
 * need not know it.
 */
final class FilterName {

    static final String FULL = "io.github.dynamodbsession.servlet.SessionFilter";

    private FilterName() {}
}
