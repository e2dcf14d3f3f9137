package io.github.dynamodbsession.spring.boot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Cookie;

/**
 * What the line that is logged at the start says of the web: the cookie.
 *
 * @param text a clause
 */
record StartNote(String text) {

    private static final String DEFAULT_NAME = "SESSION";

    /** As the settings have it, and where they say nothing, as Spring Session and WebFlux do. */
    static StartNote of(Cookie cookie, boolean isSigned) {
        StringBuilder text = new StringBuilder("cookie ").append(or(cookie.getName(), DEFAULT_NAME));
        add(text, "Path", cookie.getPath());
        add(text, "Domain", cookie.getDomain());
        Duration maxAge = cookie.getMaxAge();
        add(text, "Max-Age", maxAge == null || maxAge.isNegative() ? null : String.valueOf(maxAge.toSeconds()));
        text.append(Boolean.FALSE.equals(cookie.getHttpOnly()) ? ", not HttpOnly" : ", HttpOnly");
        Boolean secure = cookie.getSecure();
        text.append(secure == null ? ", Secure as the request" : secure ? ", Secure" : ", not Secure");
        Cookie.SameSite sameSite = cookie.getSameSite();
        add(text, "SameSite", sameSite == null ? Cookie.SameSite.LAX.attributeValue() : sameSite.attributeValue());
        text.append(isSigned ? ", signed" : ", not signed");
        return new StartNote(text.toString());
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static void add(StringBuilder text, String attribute, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append(", ").append(attribute).append('=').append(value);
        }
    }
}
