package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which options of the cookie can be: what no browser would keep, or what would break the header, is refused. */
final class CookieRules {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7E&&[^;]]*");
    private static final Pattern ATTRIBUTE_VALUE = Pattern.compile("[\\x20-\\x7E&&[^;]]*");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private static final int LONGEST_ATTRIBUTE = 1024;

    private CookieRules() {}

    static void check(SessionCookie cookie) {
        require(TOKEN.matcher(cookie.name()).matches(), "cookieName must be letters, digits and !#$%&'*+-.^_`|~");
        require(matches(PATH, cookie.path()), "cookiePath must begin with / and be ASCII without blanks and ;");
        require(matches(DOMAIN, cookie.domain()), "cookieDomain must be the name of a domain, such as example.org");
        require(
                fits(cookie.name()) && fits(cookie.path()) && fits(cookie.domain()),
                "cookieName, cookiePath and cookieDomain must be of " + LONGEST_ATTRIBUTE
                        + " characters at most: browsers ignore what is longer");
        cookie.others()
                .forEach((name, value) -> require(
                        matches(TOKEN, name) && matches(ATTRIBUTE_VALUE, value),
                        "The cookie's attribute " + printable(name)
                                + " must have a token for a name, and a value of ASCII without ;"));
        Duration maxAge = cookie.maxAge();
        require(maxAge == null || maxAge.toSeconds() >= 1, "cookieMaxAge must be at least a second");
        require(
                !cookie.mustBeSecure() || !Boolean.FALSE.equals(cookie.secure()),
                "cookieSecure must not be false with cookieSameSite NONE or cookiePartitioned, nor with a cookieName"
                        + " that begins with __Secure- or __Host-: browsers refuse such a cookie");
        require(
                !cookie.isBoundToHost() || ("/".equals(cookie.path()) && cookie.domain() == null),
                "cookiePath must be / and cookieDomain must not be set with a cookieName that begins with __Host-");
    }

    /** RFC 6265bis, section 5.6: an attribute that is longer is ignored. */
    private static boolean fits(@Nullable String value) {
        return value == null || value.length() <= LONGEST_ATTRIBUTE;
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
