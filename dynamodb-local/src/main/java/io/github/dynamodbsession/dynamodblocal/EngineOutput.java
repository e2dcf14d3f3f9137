package io.github.dynamodbsession.dynamodblocal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads all that an engine prints, so that it never blocks on a full pipe; keeps the last lines for error messages. */
final class EngineOutput {

    private static final int LINES_KEPT = 60;

    private final Deque<String> lines = new ArrayDeque<>();
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();

    EngineOutput(BufferedReader reader) {
        Thread thread = new Thread(() -> drain(reader), "dynamodb-local-output");
        thread.setDaemon(true);
        thread.start();
    }

    private void drain(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals(EngineMain.STARTED)) {
                    started.complete(true);
                } else {
                    keep(line);
                }
            }
        } catch (IOException e) {
            keep(e.toString());
        } finally {
            started.complete(false);
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() == LINES_KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** Whether the engine said that it is up; returns early when its output ends. */
    boolean awaitStarted(int seconds) {
        try {
            return started.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
