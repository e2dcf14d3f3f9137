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
 * How ids travel between here and the client.
 *
 * @param inCookies whether in cookies at all
 * @param urls null: not in URLs
 * @param signer null: they are not signed
 */
public record IdTransport(
        SessionCookie cookie, boolean inCookies, @Nullable UrlTracking urls, @Nullable CookieSigner signer) {

    /**
     * What may be ids of sessions in a request, each once, in the order in which to look for them: one in a cookie
     * comes first.
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

    /** A load balancer may have put a dot and the name of a node behind the id; but an id may have a dot of its own. */
    private void addIds(String value, boolean isFromUrl, List<PresentedId> ids) {
        if (ids.size() >= PresentedIds.MAX_CANDIDATES) {
            return; // to verify what is not looked for would cost for nothing
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

    /** In a few words, for people; nothing secret. */
    public String text() {
        return (inCookies ? cookie.text() + (signer == null ? ", not signed" : ", signed") : "no cookie")
                + (urls == null ? "" : ", and in URLs");
    }

    private String carried(String id) {
        return signer == null ? id : signer.sign(id);
    }

    /**
     * The header's value that gives an id to the browser; null if that is not how ids travel.
     *
     * @param now when the cookie begins to live
     */
    @Nullable
    public String giving(String id, HttpServletRequest request, Instant now) {
        return inCookies ? cookie.giving(carried(id), request, now) : null;
    }

    /** Whether a browser drops the cookie that would give it an id, so that it never comes back with it. */
    public boolean isDroppedBy(HttpServletRequest request) {
        return inCookies && urls == null && cookie.isDroppedBy(request);
    }

    /** The header's value that takes the cookie away from the browser. */
    public String takingAway(HttpServletRequest request) {
        return cookie.takingAway(request);
    }

    /** The URL with an id in it, if it is one that needs it and may have it. */
    public String encode(String url, String id, HttpServletRequest request) {
        return urls == null ? url : urls.encode(url, carried(id), request);
    }
}
