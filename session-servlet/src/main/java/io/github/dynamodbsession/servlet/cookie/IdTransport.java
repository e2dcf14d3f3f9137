package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import io.github.dynamodbsession.core.storage.SessionIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
        Stream<PresentedId> fromCookies = inCookies ? presented(cookie.values(request), false) : Stream.empty();
        Stream<PresentedId> fromUrl = urls == null ? Stream.empty() : presented(urls.valueIn(request).stream(), true);
        return Stream.concat(fromCookies, fromUrl)
                .limit(PresentedIds.MAX_CANDIDATES)
                .toList();
    }

    private Stream<PresentedId> presented(Stream<String> values, boolean isFromUrl) {
        return values.flatMap(this::candidates).distinct().map(id -> new PresentedId(id, isFromUrl));
    }

    private Stream<String> candidates(String value) {
        return signer == null ? unsigned(value) : signer.verify(value).stream();
    }

    /** A load balancer may have put a dot and the name of a node behind the id; but an id may have a dot of its own. */
    private static Stream<String> unsigned(String value) {
        if (!SessionIds.isValid(value)) {
            return Stream.empty();
        }
        int dot = value.lastIndexOf('.');
        return dot > 0 ? Stream.of(value, value.substring(0, dot)) : Stream.of(value);
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
