package io.github.dynamodbsession.servlet.option;

/** Whether a browser sends the session cookie with cross-site requests (RFC 6265bis). */
public enum SameSite {
    /** Never. A user who follows a link from another site arrives without a session. */
    STRICT("Strict"),
    /** Only with top-level navigation, such as following a link; the default. */
    LAX("Lax"),
    /** Always. Browsers require such a cookie to be {@code Secure}, so it always is. */
    NONE("None");

    private final String attributeValue;

    SameSite(String attributeValue) {
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
