package io.github.dynamodbsession.servlet.response;

/** Callbacks of a response, around each moment at which it may be committed. */
public interface CommitHook {

    /** The response may be committed next: saves the session if necessary, and sets its cookie. */
    void beforeCommit();

    /**
     * Whether a handler has answered in place of the application, so that anything the application does to the response
     * is dropped.
     */
    boolean isAnswered();

    /** Whether a cookie is due that has not been set in the response yet. */
    boolean isCookieDue();

    /** The response has lost its headers, or may have lost the cookie. */
    void cookieMayBeLost();

    /** Encodes a URL for links, with the session's token if necessary. */
    String encode(String url);
}
