package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates the cookie options: rejects what no browser would keep, and what would break the header. */
final class CookieRules {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7E&&[^;]]*");
    private static final Pattern ATTRIBUTE_VALUE = Pattern.compile("[\\x20-\\x7E&&[^;]]*");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private static final int MAX_ATTRIBUTE_LENGTH = 1024;

    private CookieRules() {}

    static void check(SessionCookie cookie) {
        require(TOKEN.matcher(cookie.name()).matches(), "cookieName must be letters, digits and !#$%&'*+-.^_`|~");
        require(matches(PATH, cookie.path()), "cookiePath must begin with / and be ASCII without spaces or semicolons");
        require(matches(DOMAIN, cookie.domain()), "cookieDomain must be a domain name, such as example.org");
        require(
                fits(cookie.name()) && fits(cookie.path()) && fits(cookie.domain()),
                "cookieName, cookiePath and cookieDomain must be at most " + MAX_ATTRIBUTE_LENGTH + " characters"
                        + " each: browsers ignore longer ones");
        cookie.others()
                .forEach((name, value) -> require(
                        matches(TOKEN, name) && matches(ATTRIBUTE_VALUE, value),
                        "The cookie attribute " + printable(name) + " must have a token as its name, and an ASCII"
                                + " value without semicolons"));
        Duration maxAge = cookie.maxAge();
        require(maxAge == null || maxAge.toSeconds() >= 1, "cookieMaxAge must be at least one second");
        require(
                !cookie.mustBeSecure() || !Boolean.FALSE.equals(cookie.secure()),
                "cookieSecure must not be false with cookieSameSite NONE, with cookiePartitioned, or with a"
                        + " cookieName that begins with __Secure- or __Host-: browsers reject such a cookie");
        require(
                !cookie.isBoundToHost() || ("/".equals(cookie.path()) && cookie.domain() == null),
                "With a cookieName that begins with __Host-, cookiePath must be / and cookieDomain must not be set");
    }

    /** RFC 6265bis, section 5.6: browsers ignore a longer attribute. */
    private static boolean fits(@Nullable String value) {
        return value == null || value.length() <= MAX_ATTRIBUTE_LENGTH;
    }

    private static boolean matches(Pattern pattern, @Nullable String value) {
        return value == null || pattern.matcher(value).matches();
    }

    private static String printable(String name) {
        return "'" + name.replaceAll("[^\\x20-\\x7E]", "?") + "'";
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new SessionConfigurationException(rule, null);
        }
    }
}
