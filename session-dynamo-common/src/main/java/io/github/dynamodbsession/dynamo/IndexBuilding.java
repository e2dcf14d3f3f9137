package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Adds indexes on a daemon thread of its own, so that the start does not wait for them. */
final class IndexBuilding implements AutoCloseable {

    private static final Logger LOG = System.getLogger(IndexBuilding.class.getName());

    private final Thread thread;
    private volatile boolean closed;

    private IndexBuilding(Runnable building) {
        this.thread = new Thread(() -> run(building), "dynamodb-session-indexes");
        this.thread.setDaemon(true);
    }

    static IndexBuilding start(Runnable building) {
        IndexBuilding started = new IndexBuilding(building);
        started.thread.start();
        return started;
    }

    private void run(Runnable building) {
        try {
            building.run();
        } catch (SessionException e) {
            if (!closed) {
                warn(e);
            }
        }
    }

    /** Queries report it as well, but there may be none for a while. */
    static void warn(SessionException failure) {
        LOG.log(
                Level.WARNING,
                "An index of the sessions' table could not be added; until it exists, sessions cannot be found by it.",
                failure);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
