package io.github.dynamodbsession.servlet.option;

/** Whether a browser sends the session cookie with requests that another site caused (RFC 6265bis). */
public enum SameSite {
    /** Never. Someone who follows a link from elsewhere arrives without a session. */
    STRICT("Strict"),
    /** Only when someone navigates here, as by following a link; the default. */
    LAX("Lax"),
    /** Always. Browsers want such a cookie {@code Secure}, so it always is. */
    NONE("None");

    private final String attributeValue;

    SameSite(String attributeValue) {
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
