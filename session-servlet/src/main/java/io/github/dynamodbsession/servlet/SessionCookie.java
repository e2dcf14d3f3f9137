package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.storage.SessionIds;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries a session's id: how it is read and what is written, by RFC 6265bis.
 *
 * @param path null: the context path
 * @param domain null: none, so that the cookie goes back to this very host only
 * @param maxAge null: until the browser is closed
 * @param secure null: when the request is
 */
record SessionCookie(
        String name,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        boolean httpOnly,
        @Nullable Boolean secure,
        SameSite sameSite) {

    static final String HEADER = "Set-Cookie";

    /** An honest browser sends one or two (another path, another domain); each may cost a read. */
    private static final int MOST_CANDIDATES = 4;

    /** What may be session ids among the cookies of the name, in the order in which they were sent. */
    Set<String> candidateIds(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name) && SessionIds.isValid(cookie.getValue())) {
                ids.add(cookie.getValue());
                if (ids.size() == MOST_CANDIDATES) {
                    break;
                }
            }
        }
        return ids;
    }

    /** The header's value that gives an id to the browser. */
    String giving(String id, HttpServletRequest request) {
        return line(id, maxAge == null ? "" : "; Max-Age=" + maxAge.toSeconds(), request);
    }

    /** The header's value that takes the cookie away from the browser. */
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
        return line.append("; SameSite=").append(sameSite.attributeValue()).toString();
    }

    /** The application's path, not that of the request line, which can be spelt in many ways. */
    private String path(HttpServletRequest request) {
        if (path != null) {
            return path;
        }
        String contextPath = request.getServletContext().getContextPath();
        return contextPath.isEmpty() ? "/" : contextPath;
    }

    private boolean isSecure(HttpServletRequest request) {
        return mustBeSecure() || (secure == null ? request.isSecure() : secure);
    }

    /** Whether browsers refuse it otherwise. */
    boolean mustBeSecure() {
        return sameSite == SameSite.NONE || isBoundToHost() || nameBeginsWith("__Secure-");
    }

    /** Whether browsers refuse it with a domain or a path. */
    boolean isBoundToHost() {
        return nameBeginsWith("__Host-");
    }

    /** Browsers compare these without regard to case (RFC 6265bis, section 4.1.3). */
    private boolean nameBeginsWith(String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * Puts a line into a response; in place of an earlier one of ours, if it is still there, and without disturbing
     * the cookies of others.
     */
    static void write(String line, @Nullable String earlier, HttpServletResponse response) {
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

    @Override
    public String toString() {
        return "cookie " + name;
    }
}
