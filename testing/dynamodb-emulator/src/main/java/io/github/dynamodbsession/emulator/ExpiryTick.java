package io.github.dynamodbsession.emulator;

import io.github.dynamodbsession.emulator.table.Database;
import java.util.concurrent.CancellationException;

/** Removes expired items once a second, while that is to be shown. */
final class ExpiryTick implements AutoCloseable {

    private static final long MILLIS = 1000;

    private final Database database;
    private final Thread thread = new Thread(this::run, "dynamodb-emulator-expiry");

    ExpiryTick(Database database) {
        this.database = database;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                if (database.disturbances().timeToLive()) {
                    database.expire();
                }
            }
        } catch (InterruptedException | CancellationException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
