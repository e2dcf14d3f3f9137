package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;

/** What a {@link StoreSession} needs from the repository that returned it. */
interface SessionOwner {

    /** Changes the session's id; returns the id that it has afterwards. */
    String changeId(StoreSession session);

    /** Called after a change of the session. */
    void changed(StoreSession session);

    boolean isExpired(Session session);

    /** Called when a last access time was set that is clearly not now, and so is not stored. */
    void accessNotStored();
}
