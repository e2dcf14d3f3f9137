package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;

/** What a {@link StoreSession} asks of whoever handed it out. */
interface SessionOwner {

    /** Gives it another id; the one it has afterwards. */
    String changeId(StoreSession session);

    /** Something was changed. */
    void changed(StoreSession session);

    boolean isExpired(Session session);

    /** An access was noted at a time that is certainly not this moment, and that is not stored. */
    void accessNotStored();
}
