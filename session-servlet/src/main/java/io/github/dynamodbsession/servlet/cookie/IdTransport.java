package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import io.github.dynamodbsession.core.storage.SessionIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How session ids are exchanged with the client.
 *
 * @param inCookies whether in cookies
 * @param urls null if not in URLs
 * @param signer null if ids are not signed
 */
public record IdTransport(
        SessionCookie cookie, boolean inCookies, @Nullable UrlTracking urls, @Nullable CookieSigner signer) {

    /**
     * The candidates for the session id in a request, without duplicates, in the order in which to look them up: those
     * from cookies come first.
     */
    public List<PresentedId> presented(HttpServletRequest request) {
        List<PresentedId> ids = new ArrayList<>(1);
        if (inCookies) {
            for (String value : cookie.values(request)) {
                addIds(value, false, ids);
            }
        }
        if (urls != null) {
            urls.valueIn(request).ifPresent(value -> addIds(value, true, ids));
        }
        return ids;
    }

    /** A load balancer may have appended a dot and the name of a node to the id; but an id may itself contain a dot. */
    private void addIds(String value, boolean isFromUrl, List<PresentedId> ids) {
        if (ids.size() >= PresentedIds.MAX_CANDIDATES) {
            return; // do not pay for verifying an id that is never looked up
        }
        if (signer != null) {
            signer.verify(value).ifPresent(id -> add(id, isFromUrl, ids));
        } else if (SessionIds.isValid(value)) {
            add(value, isFromUrl, ids);
            int dot = value.lastIndexOf('.');
            if (dot > 0) {
                add(value.substring(0, dot), isFromUrl, ids);
            }
        }
    }

    private static void add(String id, boolean isFromUrl, List<PresentedId> ids) {
        PresentedId presented = new PresentedId(id, isFromUrl);
        if (ids.size() < PresentedIds.MAX_CANDIDATES && !ids.contains(presented)) {
            ids.add(presented);
        }
    }

    /** A short description for the log; contains no secrets. */
    public String text() {
        return (inCookies ? cookie.text() + (signer == null ? ", not signed" : ", signed") : "no cookie")
                + (urls == null ? "" : ", and in URLs");
    }

    private String carried(String id) {
        return signer == null ? id : signer.sign(id);
    }

    /**
     * The value of the header that sends an id to the browser; null if ids are not sent in cookies.
     *
     * @param now the time from which the cookie's lifetime counts
     */
    @Nullable
    public String giving(String id, HttpServletRequest request, Instant now) {
        return inCookies ? cookie.giving(carried(id), request, now) : null;
    }

    /** Whether the browser would drop the cookie, and so never send the id back. */
    public boolean isDroppedBy(HttpServletRequest request) {
        return inCookies && urls == null && cookie.isDroppedBy(request);
    }

    /** The value of the header that deletes the cookie in the browser. */
    public String takingAway(HttpServletRequest request) {
        return cookie.takingAway(request);
    }

    /** Adds an id to a URL, if the URL belongs to this application and ids may be sent in URLs. */
    public String encode(String url, String id, HttpServletRequest request) {
        return urls == null ? url : urls.encode(url, carried(id), request);
    }
}
