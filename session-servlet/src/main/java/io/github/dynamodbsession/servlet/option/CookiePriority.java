package io.github.dynamodbsession.servlet.option;

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

    /**
     * How it is written in {@code Set-Cookie}.
     *
     * @return the attribute's value
     */
    public String attributeValue() {
        return attributeValue;
    }
}
