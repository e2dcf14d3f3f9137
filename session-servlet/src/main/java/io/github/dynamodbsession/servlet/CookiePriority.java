package io.github.dynamodbsession.servlet;

/** Which cookies a browser that holds too many of a site's throws away first; an attribute that Chromium knows. */
public enum CookiePriority {
    /** These go first. */
    LOW("Low"),
    /** What a browser assumes by itself. */
    MEDIUM("Medium"),
    /** These go last. */
    HIGH("High");

    private final String attributeValue;

    CookiePriority(String attributeValue) {
        this.attributeValue = attributeValue;
    }

    String attributeValue() {
        return attributeValue;
    }
}
