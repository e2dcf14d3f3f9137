package io.github.dynamodbsession.servlet.contract;

/**
 * The limits of the filter, compared with a container's own sessions. Each is documented in {@code
 * docs/servlet-containers.md} under its title.
 */
enum FilterLimit {
    CROSS_CONTEXT("Cross-context sessions"),
    LAST_ACCESS("`getLastAccessedTime` within `touchAfter`"),
    UNUSED("Requests that never ask for their session"),
    FORM_LOGIN("Container FORM login"),
    REQUEST_LISTENER("`ServletRequestListener`"),
    OVERLAP("Changes of a request that is not over yet"),
    COOKIE_NAME("The cookie's default name"),
    IDS_IN_LINKS("Ids in links while cookies are on");

    private final String title;

    FilterLimit(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
