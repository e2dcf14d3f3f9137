package io.github.dynamodbsession.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.Client;
import io.github.dynamodbsession.emulator.EmulatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rounds of one file: start, look whether all is there, write by several clients, kill at a random moment. */
final class KillRounds {

    private static final String TABLE = "kept";
    private static final int WRITERS = 4;
    private static final int MAX_MILLIS = 400;

    private final Path file;
    private final Random random;
    private final List<KilledWriter> writers = new ArrayList<>();
    private int rounds;
    private long largest;

    KillRounds(Path file, long seed) {
        this.file = file;
        this.random = new Random(seed);
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new KilledWriter(TABLE, "writer" + i, random.nextLong()));
        }
    }

    void round() throws IOException, InterruptedException {
        try (EmulatorProcess process = EmulatorProcess.start("--data=" + file)) {
            Client client = new Client(process.endpoint());
            if (rounds++ == 0) {
                client.createTable(TABLE);
            } else {
                check(client);
            }
            CountDownLatch writing = new CountDownLatch(WRITERS);
            List<Thread> threads = new ArrayList<>();
            for (KilledWriter writer : writers) {
                Thread thread = new Thread(() -> writer.write(client, writing), "writer");
                thread.start();
                threads.add(thread);
            }
            assertThat(writing.await(60, TimeUnit.SECONDS)).isTrue();
            // The moment of the kill is what is random here: nothing is waited for.
            TimeUnit.MICROSECONDS.sleep(random.nextInt(MAX_MILLIS * 1000));
            process.kill();
            for (Thread thread : threads) {
                thread.join(60_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        largest = Math.max(largest, Files.size(file));
    }

    private void check(Client client) throws IOException, InterruptedException {
        for (KilledWriter writer : writers) {
            writer.check(client);
        }
    }

    long answered() {
        return writers.stream().mapToLong(KilledWriter::answered).sum();
    }

    @Override
    public String toString() {
        return rounds + " kills, " + answered() + " answered writes, of which none was lost; "
                + writers.stream().mapToLong(KilledWriter::unansweredKept).sum()
                + " that were not answered were kept whole; the file had at most " + largest / 1024 + " KB";
    }
}
