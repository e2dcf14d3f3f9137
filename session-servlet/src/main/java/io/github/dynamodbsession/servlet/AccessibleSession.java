package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.Session;

/** A session that can be used outside of requests: for containers of Servlet 6.1, loaded on no other. */
final class AccessibleSession extends StoredHttpSession {

    AccessibleSession(Session working, SessionOwner owner, ApplicationSessions application) {
        super(working, owner, application);
    }

    @Override
    public Accessor getAccessor() {
        valid();
        return new StoredAccessor(this);
    }
}
