package io.github.dynamodbsession.example.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes change one session at the same time, and nothing is lost. */
class TwoProcessesTest {

    private static final int CHANGES = 100;

    @TempDir
    private Path folder;

    @Test
    void whatTwoProcessesWriteToOneSessionAllSurvives() throws IOException, InterruptedException {
        SessionStore store = store(folder);
        Session session = store.create();
        store.save(session);

        List<Process> processes = new ArrayList<>();
        try {
            for (String name : List.of("one", "two")) {
                processes.add(start(session.id(), name));
            }
            for (Process process : processes) {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }

        assertThat(store.find(session.id()).orElseThrow().attributeNames()).hasSize(2 * CHANGES);
    }

    private Process start(String id, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TwoProcessesTest.class.getName(),
                        folder.toString(),
                        id,
                        name)
                .inheritIO()
                .start();
    }

    /** What each of the processes does. */
    public static void main(String[] args) {
        SessionStore store = store(Path.of(args[0]));
        for (int i = 0; i < CHANGES; i++) {
            Session session = store.find(args[1]).orElseThrow();
            session.setAttribute(args[2] + "-" + i, i);
            if (store.save(session) != SaveResult.CHANGED) {
                throw new IllegalStateException("a change was not saved");
            }
        }
    }

    private static SessionStore store(Path folder) {
        return SessionStore.builder(DocumentStorageClient.of(new FolderStorage(folder)))
                .cleanupInterval(Duration.ZERO)
                .build();
    }
}
