package io.github.dynamodbsession.servlet;

/** Within whose reach a session is used: a request, or an access outside of any. */
interface SessionOwner {

    /** Ends the session; told once by each. */
    void invalidate(StoredHttpSession session);
}
