package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ten thousand items like sessions need. Prints figures; what it asserts is that they are all there. */
@Tag("figures")
class FiguresTest {

    private static final int ITEMS = 10_000;
    private static final int WRITERS = 4;
    private static final String TEXT = "x".repeat(350);

    @Test
    void tenThousandItemsOfTwoKilobytesNeedLessThanAHundredMegabytes() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.begin(List.of("-Xmx100m"), "--port=0")) {
            Client client = new Client(process.endpoint());
            long millis = write(client);
            System.out.printf(
                    "%d items in %d ms, in memory; heap after a collection: %.1f MB%n", ITEMS, millis, heap(process));
            assertThat(heap(process)).isLessThan(100);
        }
    }

    @Test
    void writesAreKeptInAFile(@TempDir Path folder) throws Exception {
        try (EmulatorProcess process =
                EmulatorProcess.begin(List.of("-Xmx100m"), "--port=0", "--data=" + folder.resolve("tables.db"))) {
            Client client = new Client(process.endpoint());
            long millis = write(client);
            System.out.printf(
                    "%d items in %d ms (%d writes a second), in a file of %d MB; heap after a collection: %.1f MB%n",
                    ITEMS,
                    millis,
                    ITEMS * 1000L / millis,
                    Files.size(folder.resolve("tables.db")) >> 20,
                    heap(process));
            millis = write(client);
            System.out.printf(
                    "once more in %d ms (%d writes a second), in a file of %d MB%n",
                    millis, ITEMS * 1000L / millis, Files.size(folder.resolve("tables.db")) >> 20);
            process.terminate();
            process.exitCode();
            System.out.printf("closed: %d MB%n", Files.size(folder.resolve("tables.db")) >> 20);
        }
    }

    private static long write(Client client) throws Exception {
        if (client.call("DescribeTable", "{'TableName':'sessions'}").status() != 200) {
            client.createTable("sessions");
        }
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Thread writer = new Thread(() -> {
                try {
                    for (int item = next.getAndIncrement(); item < ITEMS; item = next.getAndIncrement()) {
                        client.call("PutItem", "{'TableName':'sessions','Item':" + session(item) + "}")
                                .ok();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(client.call("Scan", "{'TableName':'sessions','Select':'COUNT'}")
                        .ok()
                        .at("/ScannedCount")
                        .asInt())
                .isPositive();
        return Math.max(1, (System.nanoTime() - begin) / 1_000_000);
    }

    private static String session(int number) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            attributes
                    .append(i == 0 ? "" : ",")
                    .append("'attribute")
                    .append(i)
                    .append("':{'S':'")
                    .append(number)
                    .append(TEXT)
                    .append("'}");
        }
        return "{'id':{'S':'session-" + number + "'},'expires':{'N':'1900000000'},'created':{'N':'1800000000'},"
                + "'token':{'S':'token-of-the-session-" + number + "'},'attributes':{'M':{" + attributes + "}}}";
    }

    /** In megabytes, after a collection. */
    private static double heap(EmulatorProcess process) throws Exception {
        String pid = String.valueOf(process.handle().pid());
        jcmd(pid, "GC.run");
        String info = jcmd(pid, "GC.heap_info");
        int at = info.indexOf("used ") + 5;
        return Long.parseLong(info.substring(at, info.indexOf('K', at))) / 1024.0;
    }

    private static String jcmd(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            StringBuilder text = new StringBuilder();
            output.lines().forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }
}
