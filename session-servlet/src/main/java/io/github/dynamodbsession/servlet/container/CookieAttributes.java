package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the session cookie that somebody has set ({@link SessionCookieConfig#setAttribute}), as opposed to
 * those that a container reports by itself.
 */
final class CookieAttributes {

    /** Not an attribute of a cookie: in the map of a container that lists whatever it has a method for. */
    private static final String NAME = "Name";

    private static final String HTTP_ONLY = "HttpOnly";

    private CookieAttributes() {}

    /** By name, in any case; to be changed by the caller. */
    static Map<String, String> of(ServletContext context, SessionCookieConfig config) {
        Map<String, String> set = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> known = knownToJetty(context);
        putAll(known == null ? config.getAttributes() : known, set);
        if (set.containsKey(NAME)) {
            // It lists everything, so that a false may be nobody's. Kept from scripts is the safe side.
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

    /** Null: it is not Jetty. */
    private static @Nullable Map<String, String> knownToJetty(ServletContext context) {
        try {
            return JettyCookie.attributes(context);
        } catch (LinkageError e) {
            return null; // not Jetty, or not a version of it that is known
        }
    }
}
