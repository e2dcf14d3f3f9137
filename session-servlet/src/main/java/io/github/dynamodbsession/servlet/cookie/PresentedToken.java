package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.core.SessionToken;

/**
 * A candidate for the session's token, as presented by a client.
 *
 * @param isFromUrl whether it came in the path of the URL instead of a cookie
 */
public record PresentedToken(SessionToken token, boolean isFromUrl) {

    @Override
    public String toString() {
        return isFromUrl ? "a token from a URL" : "a token from a cookie";
    }
}
