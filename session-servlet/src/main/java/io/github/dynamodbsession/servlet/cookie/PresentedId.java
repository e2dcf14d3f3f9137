package io.github.dynamodbsession.servlet.cookie;

/**
 * A candidate for the session id, as presented by a client.
 *
 * @param isFromUrl whether it came in the path of the URL instead of a cookie
 */
public record PresentedId(String id, boolean isFromUrl) {

    @Override
    public String toString() {
        return isFromUrl ? "an id from a URL" : "an id from a cookie";
    }
}
