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
 * The session settings that the application has given to the container, in {@code web.xml} or by code (Servlet 6.1,
 * section 4.3 and {@link SessionCookieConfig}). A container's own default does not count as a setting. What a container
 * does not know, such as one without sessions of its own, has our default.
 *
 * @param timeout the session timeout; zero means unlimited, null that the container does not know it
 */
public record ContainerSettings(CookieSettings cookie, @Nullable Duration timeout, boolean inCookies, boolean inUrls) {

    /** Containers' default cookie name; some report it even when unset. */
    public static final String DEFAULT_NAME = "JSESSIONID";

    /**
     * Reads the settings.
     *
     * @throws SessionConfigurationException if one of them is not supported; the message names it
     */
    public static ContainerSettings of(ServletContext context) {
        Set<SessionTrackingMode> modes = context.getEffectiveSessionTrackingModes();
        if (modes == null) { // as in a Jetty without sessions of its own
            return new ContainerSettings(cookie(context), null, true, false);
        }
        boolean inCookies = modes.contains(SessionTrackingMode.COOKIE);
        boolean inUrls = modes.contains(SessionTrackingMode.URL);
        if (!inCookies && !inUrls && modes.contains(SessionTrackingMode.SSL)) {
            throw new SessionConfigurationException(
                    "Session tracking mode SSL is not supported for sessions shared between nodes; use COOKIE or URL",
                    null);
        }
        // Every container enables both by default, which is no choice of the application.
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
        // These are read with their own getters. Comment is obsolete, and Expires follows from Max-Age.
        for (String known : new String[] {"Name", "Domain", "Path", "Max-Age", "Secure", "Comment", "Expires"}) {
            attributes.remove(known);
        }
        String httpOnly = attributes.remove("HttpOnly");
        String sameSite = attributes.remove("SameSite");
        String partitioned = attributes.remove("Partitioned");
        String priority = attributes.remove("Priority");
        return CookieSettings.builder()
                .name(DEFAULT_NAME.equals(config.getName()) ? null : nullIfEmpty(config.getName()))
                .path(nullIfEmpty(config.getPath()))
                .domain(nullIfEmpty(config.getDomain()))
                .maxAge(config.getMaxAge() > 0 ? Duration.ofSeconds(config.getMaxAge()) : null)
                // Only false counts as set: containers have further switches, which are on by default.
                .httpOnly("false".equalsIgnoreCase(httpOnly) ? Boolean.FALSE : null)
                // Only true counts as set; otherwise the cookie is secure if the request is.
                .secure(config.isSecure() ? Boolean.TRUE : null)
                .sameSite(
                        nullIfEmpty(sameSite) == null
                                ? null
                                : one("SameSite", SameSite.values(), SameSite::attributeValue, sameSite))
                .partitioned(partitioned == null ? null : !"false".equalsIgnoreCase(partitioned))
                .priority(
                        nullIfEmpty(priority) == null
                                ? null
                                : one("Priority", CookiePriority.values(), CookiePriority::attributeValue, priority))
                .others(attributes)
                .build();
    }

    private static @Nullable String nullIfEmpty(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static <T> T one(String attribute, T[] values, Function<T, String> text, @Nullable String given) {
        return Arrays.stream(values)
                .filter(value -> text.apply(value).equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> new SessionConfigurationException(
                        "Attribute " + attribute + " of the SessionCookieConfig must be "
                                + Arrays.stream(values).map(text).collect(Collectors.joining(" or ")),
                        null));
    }
}
