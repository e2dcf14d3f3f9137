package io.github.dynamodbsession.spring;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once that a time of access is not stored. Safe for use by any number of threads. */
final class AccessWarning {

    private final AtomicBoolean given = new AtomicBoolean();

    void give() {
        if (given.compareAndSet(false, true)) {
            System.getLogger(StoreSessionRepository.class.getPackageName())
                    .log(
                            Level.WARNING,
                            "Session.setLastAccessedTime was called with a time that is not now. It is not stored: the"
                                    + " access that is recorded is the moment of the save. To age a session, give the"
                                    + " store another clock; to end it, delete it. This is said once.");
        }
    }
}
