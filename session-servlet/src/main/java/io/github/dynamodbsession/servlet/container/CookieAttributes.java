package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the session cookie that were set explicitly ({@link SessionCookieConfig#setAttribute}), as opposed
 * to those that a container reports by default.
 */
final class CookieAttributes {

    /** Not a cookie attribute, but present in the map of a container that lists everything it has a getter for. */
    private static final String NAME = "Name";

    private static final String HTTP_ONLY = "HttpOnly";

    private CookieAttributes() {}

    /** The attributes by name, case-insensitively; the caller may modify the map. */
    static Map<String, String> of(ServletContext context, SessionCookieConfig config) {
        Map<String, String> set = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> known = knownToJetty(context);
        putAll(known == null ? config.getAttributes() : known, set);
        if (set.containsKey(NAME)) {
            // This container lists everything, so false may be its default. HttpOnly is the safe choice.
            set.remove(HTTP_ONLY, "false");
        }
        return set;
    }

    private static void putAll(@Nullable Map<String, String> some, Map<String, String> all) {
        if (some != null) {
            some.forEach((name, value) -> {
                if (value != null) {
                    all.put(name, value);
                }
            });
        }
    }

    /** Null if the container is not Jetty. */
    private static @Nullable Map<String, String> knownToJetty(ServletContext context) {
        try {
            return JettyCookie.attributes(context);
        } catch (LinkageError e) {
            return null; // not Jetty, or an unsupported version of it
        }
    }
}
