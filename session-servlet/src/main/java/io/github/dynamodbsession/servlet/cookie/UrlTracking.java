package io.github.dynamodbsession.servlet.cookie;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Session tokens in the paths of URLs (Servlet 6.1, sections 7.1.3 and 7.1.1): {@code /page;jsessionid=TOKEN?query}.
 * They end up in logs, bookmarks and {@code Referer} headers, so this is opt-in.
 *
 * @param parameter {@code jsessionid}, or the cookie's name if one was chosen
 *     ({@link jakarta.servlet.SessionCookieConfig#setName})
 */
public record UrlTracking(String parameter) {

    public static final String DEFAULT_PARAMETER = "jsessionid";

    /** The parameter's value in the URL that the client requested. */
    Optional<String> valueIn(HttpServletRequest request) {
        String uri = requestedUri(request);
        String begin = ";" + parameter + "=";
        int at = uri.indexOf(begin);
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + begin.length();
        int to = from;
        while (to < uri.length() && ";/?#".indexOf(uri.charAt(to)) < 0) {
            to++;
        }
        return Optional.of(uri.substring(from, to));
    }

    /** Some containers change the request's own URI during a dispatch. */
    private static String requestedUri(HttpServletRequest request) {
        return Stream.of(
                        RequestDispatcher.FORWARD_REQUEST_URI,
                        RequestDispatcher.ERROR_REQUEST_URI,
                        "jakarta.servlet.async.request_uri")
                .map(request::getAttribute)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElseGet(() -> String.valueOf(request.getRequestURI()));
    }

    /**
     * Adds a value to the path of a URL. Returns the URL unchanged if it leads to another site, is empty or only a
     * fragment, or already has a value.
     */
    String encode(String url, String value, HttpServletRequest request) {
        if (url.isEmpty() || url.startsWith("#") || url.contains(";" + parameter + "=") || !isOurs(url, request)) {
            return url;
        }
        int end = firstOf(url, '?', firstOf(url, '#', url.length()));
        return url.substring(0, end) + ";" + parameter + "=" + value + url.substring(end);
    }

    private static int firstOf(String url, char c, int otherwise) {
        int at = url.indexOf(c);
        return at < 0 ? otherwise : Math.min(at, otherwise);
    }

    private static boolean isOurs(String url, HttpServletRequest request) {
        URI base;
        URI target;
        try {
            base = URI.create(request.getRequestURL().toString());
            target = base.resolve(url);
        } catch (IllegalArgumentException e) {
            return false; // not a URL at all
        }
        return equalsIgnoreCase(base.getScheme(), target.getScheme())
                && equalsIgnoreCase(base.getHost(), target.getHost())
                && port(base) == port(target)
                && isBelow(request.getContextPath(), target.getRawPath());
    }

    private static boolean equalsIgnoreCase(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean isBelow(String contextPath, @Nullable String path) {
        return path != null
                && path.startsWith(contextPath)
                && (path.length() == contextPath.length() || "/;".indexOf(path.charAt(contextPath.length())) >= 0);
    }
}
