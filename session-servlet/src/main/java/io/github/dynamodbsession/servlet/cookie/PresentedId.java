package io.github.dynamodbsession.servlet.cookie;

/**
 * What may be the id of a session, as a client presented it.
 *
 * @param isFromUrl whether it came in the path of the URL, and not in a cookie
 */
public record PresentedId(String id, boolean isFromUrl) {

    @Override
    public String toString() {
        return isFromUrl ? "an id from a URL" : "an id from a cookie";
    }
}
