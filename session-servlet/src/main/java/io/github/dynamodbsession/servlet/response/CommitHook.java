package io.github.dynamodbsession.servlet.response;

/** What a response asks of whoever keeps the session, around each moment at which it may be committed. */
public interface CommitHook {

    /** The response may be committed next: what is to be saved is saved, and its cookie put. */
    void beforeCommit();

    /** Whether somebody else has answered in place of the application, so that what it does to the response is dropped. */
    boolean isAnswered();

    /** Whether the client is to learn something by a cookie that has not been put into the response yet. */
    boolean isCookieDue();

    /** The response has lost its headers, or may have lost the cookie. */
    void cookieMayBeLost();

    /** A URL as the application is to put it into links. */
    String encode(String url);
}
