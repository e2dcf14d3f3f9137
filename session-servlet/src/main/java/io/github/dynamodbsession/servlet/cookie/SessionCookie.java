package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries a session token, read and written according to RFC 6265bis.
 *
 * @param path null for the context path
 * @param domain null for none, so that the cookie is sent to this host only
 * @param maxAge null for until the browser is closed
 * @param secure null for secure if the request is
 * @param others further attributes; one with an empty value is written without a value
 * @param trustForwardedHeaders whether a proxy may say that the request is secure
 */
public record SessionCookie(
        String name,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        boolean httpOnly,
        @Nullable Boolean secure,
        SameSite sameSite,
        boolean partitioned,
        @Nullable CookiePriority priority,
        Map<String, String> others,
        boolean trustForwardedHeaders) {

    public static final String HEADER = "Set-Cookie";

    /** The date format of RFC 9110, which pads the day to two digits, unlike the JDK's RFC_1123_DATE_TIME. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Cookie dates have four-digit years. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** The values of the cookies of this name, in the order in which they were sent. */
    List<String> values(HttpServletRequest request) {
        List<String> values = List.of();
        for (Cookie cookie : cookies(request)) {
            String value = cookie.getName().equals(name) ? cookie.getValue() : null;
            if (value != null) { // some containers return null for a missing value
                values = with(value, values);
            }
        }
        return values;
    }

    /** Nearly every client has exactly one, so a list is allocated only for more. */
    private static List<String> with(String value, List<String> values) {
        if (values.isEmpty()) {
            return List.of(value);
        }
        List<String> several = values instanceof ArrayList<String> ? values : new ArrayList<>(values);
        several.add(value);
        return several;
    }

    @SuppressWarnings("CatchingUnchecked") // each container's parser throws its own exception
    private static Cookie[] cookies(HttpServletRequest request) {
        try {
            Cookie[] cookies = request.getCookies();
            return cookies == null ? new Cookie[0] : cookies;
        } catch (RuntimeException e) {
            // Too many cookies, or malformed ones: treated as no cookie. Reporting it is up to the container.
            return new Cookie[0];
        }
    }

    /**
     * The value of the header that sets the cookie. A lifetime is written as both {@code Max-Age} and {@code Expires},
     * as containers do; {@code Max-Age} takes precedence (RFC 6265, section 5.3).
     *
     * @param now the time from which the lifetime counts
     */
    public String giving(String value, HttpServletRequest request, Instant now) {
        return line(value, maxAge == null ? "" : lifetime(maxAge, now), request);
    }

    private static String lifetime(Duration maxAge, Instant now) {
        Duration longest = Duration.between(now, LATEST);
        Instant end = maxAge.compareTo(longest) < 0 ? now.plus(maxAge) : LATEST;
        return "; Max-Age=" + maxAge.toSeconds() + "; Expires=" + DATE.format(end);
    }

    /** Whether a browser drops the cookie, because it is {@code Secure} and the request is not. */
    boolean isDroppedBy(HttpServletRequest request) {
        return isSecure(request) && !isSafe(request);
    }

    /** The value of the header that deletes the cookie in the browser. */
    String takingAway(HttpServletRequest request) {
        return line("", "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT", request);
    }

    private String line(String value, String lifetime, HttpServletRequest request) {
        StringBuilder line = new StringBuilder(name).append('=').append(value);
        line.append("; Path=").append(path(request));
        if (domain != null) {
            line.append("; Domain=").append(domain);
        }
        line.append(lifetime);
        if (isSecure(request)) {
            line.append("; Secure");
        }
        if (httpOnly) {
            line.append("; HttpOnly");
        }
        line.append("; SameSite=").append(sameSite.attributeValue());
        if (partitioned) {
            line.append("; Partitioned");
        }
        if (priority != null) {
            line.append("; Priority=").append(priority.attributeValue());
        }
        others.forEach((other, text) -> line.append("; ").append(other).append(text.isEmpty() ? "" : "=" + text));
        return line.toString();
    }

    /** The application's context path; not from the request line, where it can be spelled in many ways. */
    private String path(HttpServletRequest request) {
        if (path != null) {
            return path;
        }
        String contextPath = request.getServletContext().getContextPath();
        return contextPath.isEmpty() ? "/" : contextPath;
    }

    private boolean isSecure(HttpServletRequest request) {
        if (mustBeSecure()) {
            return true;
        }
        if (secure != null) {
            return secure;
        }
        return isSafe(request);
    }

    /** Whether the client's connection is secure, as far as is known. */
    private boolean isSafe(HttpServletRequest request) {
        return request.isSecure() || (trustForwardedHeaders && ForwardedProto.isSecure(request));
    }

    /** Whether browsers reject the cookie if it is not {@code Secure}. */
    boolean mustBeSecure() {
        return sameSite == SameSite.NONE || partitioned || isBoundToHost() || nameBeginsWith("__Secure-");
    }

    /** Whether browsers reject the cookie if it has a domain, or a path other than {@code /}. */
    boolean isBoundToHost() {
        return nameBeginsWith("__Host-");
    }

    /** Browsers compare these prefixes case-insensitively (RFC 6265bis, section 4.1.3). */
    private boolean nameBeginsWith(String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * Adds a header line to a response, replacing an earlier one of ours if it is still there, and preserving all other
     * cookies.
     */
    public static void write(String line, @Nullable String earlier, HttpServletResponse response) {
        List<String> present = earlier == null ? List.of() : List.copyOf(response.getHeaders(HEADER));
        if (earlier == null || !present.contains(earlier)) {
            response.addHeader(HEADER, line);
            return;
        }
        boolean first = true;
        for (String other : present) {
            String kept = other.equals(earlier) ? line : other;
            if (first) {
                response.setHeader(HEADER, kept);
            } else {
                response.addHeader(HEADER, kept);
            }
            first = false;
        }
    }

    /** A description for the log. */
    String text() {
        return "cookie " + name + ", Path=" + (path == null ? "the application's" : path)
                + (domain == null ? "" : ", Domain=" + domain)
                + (maxAge == null ? "" : ", Max-Age=" + maxAge.toSeconds())
                + (httpOnly ? ", HttpOnly" : ", not HttpOnly")
                + (mustBeSecure() || Boolean.TRUE.equals(secure)
                        ? ", Secure"
                        : secure == null ? ", Secure as the request" : ", not Secure")
                + ", SameSite=" + sameSite.attributeValue()
                + (partitioned ? ", Partitioned" : "");
    }

    @Override
    public String toString() {
        return "cookie " + name;
    }
}
