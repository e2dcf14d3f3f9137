package io.github.dynamodbsession.servlet;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about the session's cookie: the application by options, or the container's configuration. Null is
 * what nothing is said about.
 *
 * @param others attributes that have no meaning here, and are written as they are; an empty value stands for none
 */
record CookieSettings(
        @Nullable String name,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        @Nullable Boolean httpOnly,
        @Nullable Boolean secure,
        @Nullable SameSite sameSite,
        @Nullable Boolean partitioned,
        @Nullable CookiePriority priority,
        Map<String, String> others) {

    private static final String DEFAULT_NAME = "SESSION";

    static final CookieSettings NONE =
            new CookieSettings(null, null, null, null, null, null, null, null, null, Map.of());

    /** These, and where they say nothing, the others. */
    CookieSettings or(CookieSettings other) {
        return new CookieSettings(
                name == null ? other.name : name,
                path == null ? other.path : path,
                domain == null ? other.domain : domain,
                maxAge == null ? other.maxAge : maxAge,
                httpOnly == null ? other.httpOnly : httpOnly,
                secure == null ? other.secure : secure,
                sameSite == null ? other.sameSite : sameSite,
                partitioned == null ? other.partitioned : partitioned,
                priority == null ? other.priority : priority,
                others.isEmpty() ? other.others : others);
    }

    /**
     * The cookie, with a default for what nothing is said about.
     *
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if no browser would keep it
     */
    SessionCookie cookie(boolean trustForwardedHeaders) {
        SessionCookie cookie = new SessionCookie(
                name == null ? DEFAULT_NAME : name,
                path,
                domain,
                maxAge,
                httpOnly == null || httpOnly,
                secure,
                sameSite == null ? SameSite.LAX : sameSite,
                partitioned != null && partitioned,
                priority,
                others,
                trustForwardedHeaders);
        CookieRules.check(cookie);
        return cookie;
    }
}
