package io.github.dynamodbsession.servlet.contract;

/** Requests that a container may reject by itself, before any filter is called. */
public enum Refusable {
    /** A header with a control character, such as NUL or half a line break. */
    CONTROL_CHARACTER,
    /** A cookie whose value has a tab in it. */
    TAB_IN_COOKIE,
    /** A cookie whose value has a byte beyond ASCII. */
    NOT_ASCII_IN_COOKIE,
    /** A path with a percent sign that no two hexadecimal digits follow. */
    BROKEN_PERCENT_IN_URL,
    /** A path with a character that no URL has, such as an angle bracket. */
    NOT_OF_URLS
}
