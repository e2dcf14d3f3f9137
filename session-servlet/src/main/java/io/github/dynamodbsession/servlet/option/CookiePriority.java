package io.github.dynamodbsession.servlet.option;

/** The order in which a browser evicts the cookies of a site that has too many; supported by Chromium. */
public enum CookiePriority {
    /** Evicted first. */
    LOW("Low"),
    /** The browser's default. */
    MEDIUM("Medium"),
    /** Evicted last. */
    HIGH("High");

    private final String attributeValue;

    CookiePriority(String attributeValue) {
        this.attributeValue = attributeValue;
    }

    /**
     * Returns the value as written in {@code Set-Cookie}.
     *
     * @return the attribute's value
     */
    public String attributeValue() {
        return attributeValue;
    }
}
