package io.github.dynamodbsession.spring;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Warns once that a last access time is not stored. Safe for use by any number of threads. */
final class AccessWarning {

    private final AtomicBoolean given = new AtomicBoolean();

    void give() {
        if (given.compareAndSet(false, true)) {
            System.getLogger(StoreSessionRepository.class.getPackageName())
                    .log(
                            Level.WARNING,
                            "Session.setLastAccessedTime was called with a time other than now. That time is not"
                                    + " stored: a save records its own time as the last access. To age a session, give"
                                    + " the store another clock; to end it, delete it. This is logged once.");
        }
    }
}
