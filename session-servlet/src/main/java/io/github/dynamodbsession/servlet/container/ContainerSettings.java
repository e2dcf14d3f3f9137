package io.github.dynamodbsession.servlet.container;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.servlet.cookie.CookieSettings;
import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the application's descriptor, or code of its own, has said about sessions to the container (Servlet 6.1, section
 * 4.3 and {@link SessionCookieConfig}). What a container reports without having been told is no wish, and what it does
 * not know, as one without sessions of its own, is at its default.
 *
 * @param timeout how long a session lives without an access; zero: without limit; null: the container does not know
 */
public record ContainerSettings(CookieSettings cookie, @Nullable Duration timeout, boolean inCookies, boolean inUrls) {

    /** Containers' default cookie name; some report it even when unset. */
    public static final String DEFAULT_NAME = "JSESSIONID";

    /**
     * Reads them.
     *
     * @throws SessionConfigurationException if they cannot be honoured, naming the setting
     */
    public static ContainerSettings of(ServletContext context) {
        Set<SessionTrackingMode> modes = context.getEffectiveSessionTrackingModes();
        if (modes == null) { // as Jetty says that has no sessions of its own
            return new ContainerSettings(cookie(context), null, true, false);
        }
        boolean inCookies = modes.contains(SessionTrackingMode.COOKIE);
        boolean inUrls = modes.contains(SessionTrackingMode.URL);
        if (!inCookies && !inUrls && modes.contains(SessionTrackingMode.SSL)) {
            throw new SessionConfigurationException(
                    "The session tracking mode SSL cannot be had for sessions that nodes share; right is COOKIE, or URL",
                    null);
        }
        // Every container offers both by default, which says nothing about what the application wants.
        Set<SessionTrackingMode> defaults = context.getDefaultSessionTrackingModes();
        boolean isChosen = !inCookies || (defaults != null && !modes.equals(defaults));
        return new ContainerSettings(
                cookie(context),
                Duration.ofMinutes(Math.max(0, context.getSessionTimeout())),
                inCookies,
                inUrls && isChosen);
    }

    private static CookieSettings cookie(ServletContext context) {
        SessionCookieConfig config = context.getSessionCookieConfig();
        return config == null ? CookieSettings.NONE : cookie(config, CookieAttributes.of(context, config));
    }

    private static CookieSettings cookie(SessionCookieConfig config, Map<String, String> attributes) {
        // What has a method of its own is read by that. Comment is obsolete, and Expires follows from Max-Age.
        for (String known : new String[] {"Name", "Domain", "Path", "Max-Age", "Secure", "Comment", "Expires"}) {
            attributes.remove(known);
        }
        String httpOnly = attributes.remove("HttpOnly");
        String sameSite = attributes.remove("SameSite");
        String partitioned = attributes.remove("Partitioned");
        String priority = attributes.remove("Priority");
        return CookieSettings.builder()
                .name(DEFAULT_NAME.equals(config.getName()) ? null : said(config.getName()))
                .path(said(config.getPath()))
                .domain(said(config.getDomain()))
                .maxAge(config.getMaxAge() > 0 ? Duration.ofSeconds(config.getMaxAge()) : null)
                // That it is not set says nothing: containers have further switches, which are on by default.
                .httpOnly("false".equalsIgnoreCase(httpOnly) ? Boolean.FALSE : null)
                // Not set, it means as secure as the request.
                .secure(config.isSecure() ? Boolean.TRUE : null)
                .sameSite(
                        said(sameSite) == null
                                ? null
                                : one("SameSite", SameSite.values(), SameSite::attributeValue, sameSite))
                .partitioned(partitioned == null ? null : !"false".equalsIgnoreCase(partitioned))
                .priority(
                        said(priority) == null
                                ? null
                                : one("Priority", CookiePriority.values(), CookiePriority::attributeValue, priority))
                .others(attributes)
                .build();
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static <T> T one(String attribute, T[] values, Function<T, String> text, @Nullable String given) {
        return Arrays.stream(values)
                .filter(value -> text.apply(value).equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> new SessionConfigurationException(
                        "The attribute " + attribute + " of the SessionCookieConfig must be "
                                + Arrays.stream(values).map(text).collect(Collectors.joining(" or ")),
                        null));
    }
}
