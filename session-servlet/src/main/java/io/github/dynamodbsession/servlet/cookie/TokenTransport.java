package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import io.github.dynamodbsession.core.storage.SessionIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How session tokens are exchanged with the client.
 *
 * @param inCookies whether in cookies
 * @param urls null if not in URLs
 * @param signer null if tokens are not signed
 */
public record TokenTransport(
        SessionCookie cookie, boolean inCookies, @Nullable UrlTracking urls, @Nullable CookieSigner signer) {

    /**
     * The candidates for the session's token in a request, without duplicates, in the order in which to look them up:
     * those from cookies come first.
     *
     * @param reader reads a text from a client as a token; empty if it can be none
     */
    public List<PresentedToken> presented(HttpServletRequest request, Function<String, Optional<SessionToken>> reader) {
        Candidates candidates = new Candidates(reader);
        if (inCookies) {
            for (String value : cookie.values(request)) {
                addTokens(value, false, candidates);
            }
        }
        if (urls != null) {
            urls.valueIn(request).ifPresent(value -> addTokens(value, true, candidates));
        }
        return candidates.tokens;
    }

    /**
     * A load balancer may have appended a dot and the name of a node to the token; but a plain token may itself contain
     * a dot.
     */
    private void addTokens(String value, boolean isFromUrl, Candidates candidates) {
        if (candidates.areEnough()) {
            return; // do not pay for verifying a token that is never looked up
        }
        if (signer != null) {
            signer.verify(value).ifPresent(text -> candidates.add(text, isFromUrl));
        } else if (SessionIds.isValid(value)) {
            candidates.add(value, isFromUrl);
            int dot = value.lastIndexOf('.');
            if (dot > 0) {
                candidates.add(value.substring(0, dot), isFromUrl);
            }
        }
    }

    /** Not safe for use by several threads. */
    private static final class Candidates {

        private final Function<String, Optional<SessionToken>> reader;
        private final List<PresentedToken> tokens = new ArrayList<>(1);

        Candidates(Function<String, Optional<SessionToken>> reader) {
            this.reader = reader;
        }

        boolean areEnough() {
            return tokens.size() >= PresentedIds.MAX_CANDIDATES;
        }

        void add(String text, boolean isFromUrl) {
            Optional<SessionToken> token = areEnough() ? Optional.empty() : reader.apply(text);
            if (token.isPresent()) {
                PresentedToken presented = new PresentedToken(token.get(), isFromUrl);
                if (!tokens.contains(presented)) {
                    tokens.add(presented);
                }
            }
        }
    }

    /** A short description for the log; contains no secrets. */
    public String text() {
        return (inCookies ? cookie.text() + (signer == null ? ", not signed" : ", signed") : "no cookie")
                + (urls == null ? "" : ", and in URLs");
    }

    private String carried(SessionToken token) {
        return signer == null ? token.reveal() : signer.sign(token.reveal());
    }

    /**
     * The value of the header that sends a token to the browser; null if tokens are not sent in cookies.
     *
     * @param now the time from which the cookie's lifetime counts
     */
    @Nullable
    public String giving(SessionToken token, HttpServletRequest request, Instant now) {
        return inCookies ? cookie.giving(carried(token), request, now) : null;
    }

    /** Whether the browser would drop the cookie, and so never send the token back. */
    public boolean isDroppedBy(HttpServletRequest request) {
        return inCookies && urls == null && cookie.isDroppedBy(request);
    }

    /** The value of the header that deletes the cookie in the browser. */
    public String takingAway(HttpServletRequest request) {
        return cookie.takingAway(request);
    }

    /** Adds a token to a URL, if the URL belongs to this application and tokens may be sent in URLs. */
    public String encode(String url, SessionToken token, HttpServletRequest request) {
        return urls == null ? url : urls.encode(url, carried(token), request);
    }
}
