package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;

/** The owner of sessions that are only read, by an index or by a listener of events. */
enum ReadOnlyOwner implements SessionOwner {
    /** The only instance. */
    SESSION;

    @Override
    public String changeId(StoreSession session) {
        return session.getId();
    }

    @Override
    public void changed(StoreSession session) {
        // It is not saved from here.
    }

    @Override
    public boolean isExpired(Session session) {
        return session.isEnded();
    }

    @Override
    public void accessNotStored() {
        // Nothing of it is.
    }

    static StoreSession of(Session session) {
        return new StoreSession(session, SESSION);
    }
}
