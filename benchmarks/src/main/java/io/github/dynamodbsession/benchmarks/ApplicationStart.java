package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.engine.StartedProcesses;
import io.github.dynamodbsession.benchmarks.page.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Measures how long Spring Boot applications take from the start of their process until they log that they have
 * started, and until they answer their first request, alternating within one run. The processor time of the processes
 * is reported as well, because it is less affected by other load of the machine.
 */
public final class ApplicationStart {

    private static final String STARTED = " : Started ";
    private static final String REQUEST = "GET /api/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** The durations of one start, in milliseconds. */
    record Start(double started, double answered, double processor) {}

    private ApplicationStart() {}

    /**
     * Measures and prints a table in Markdown. Ratios are to the last application.
     *
     * @param arguments the number of starts; then the applications, as in {@code with=java -jar app.jar
     *     --server.port=PORT}
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> commands =
                ProcessStarts.named(Arrays.asList(arguments).subList(1, arguments.length));
        System.out.println(measured(commands, Integer.parseInt(arguments[0])));
    }

    static String measured(Map<String, String> commands, int starts) throws Exception {
        double loadBefore = load();
        Map<String, List<Start>> all = ProcessStarts.inTurn(commands, starts, ApplicationStart::start);
        return String.format(
                Locale.ROOT,
                "%d starts each; load of the machine %.1f before and %.1f after.\n\n%s",
                starts,
                loadBefore,
                load(),
                table(all));
    }

    static String table(Map<String, List<Start>> all) {
        List<String> lines = new ArrayList<>();
        lines.add("| application | started, median | least | first answer, median | least | processor, median |");
        lines.add("|---|--:|--:|--:|--:|--:|");
        all.forEach((name, taken) -> lines.add(line(name, taken)));
        List<Start> last = new ArrayList<>(all.values()).get(all.size() - 1);
        all.forEach((name, taken) -> {
            if (taken != last) {
                lines.add(ratios(name, taken, last));
            }
        });
        return String.join("\n", lines);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static List<Double> sorted(List<Start> starts, ToDoubleFunction<Start> what) {
        return starts.stream().map(what::applyAsDouble).sorted().toList();
    }

    private static String line(String name, List<Start> taken) {
        List<Double> started = sorted(taken, Start::started);
        List<Double> answered = sorted(taken, Start::answered);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms |",
                name,
                Figures.median(started),
                started.get(0),
                Figures.median(answered),
                answered.get(0),
                Figures.median(sorted(taken, Start::processor)));
    }

    private static String ratios(String name, List<Start> taken, List<Start> last) {
        List<Double> started = sorted(taken, Start::started);
        List<Double> answered = sorted(taken, Start::answered);
        List<Double> startedOfLast = sorted(last, Start::started);
        List<Double> answeredOfLast = sorted(last, Start::answered);
        return String.format(
                Locale.ROOT,
                "| ratio of %s | %.2f | %.2f | %.2f | %.2f | %.2f |",
                name,
                Figures.median(started) / Figures.median(startedOfLast),
                started.get(0) / startedOfLast.get(0),
                Figures.median(answered) / Figures.median(answeredOfLast),
                answered.get(0) / answeredOfLast.get(0),
                Figures.median(sorted(taken, Start::processor)) / Figures.median(sorted(last, Start::processor)));
    }

    private static Start start(String command) throws IOException, InterruptedException {
        int port = ProcessStarts.freePort();
        List<String> words = ProcessStarts.words(command, port);
        long before = System.nanoTime();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        AtomicLong started = new AtomicLong();
        Thread reader = new Thread(() -> read(process, started));
        reader.setDaemon(true);
        reader.start();
        try {
            while (!isAnswered(port) || started.get() == 0) {
                if (!process.isAlive() || System.nanoTime() - before > TIMEOUT_NANOS) {
                    throw new IllegalStateException("no response from: " + command);
                }
            }
            long answered = System.nanoTime();
            double processor =
                    process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
            return new Start((started.get() - before) / 1e6, (answered - before) / 1e6, processor);
        } finally {
            StartedProcesses.end(process);
        }
    }

    private static void read(Process process, AtomicLong started) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(STARTED)) {
                    started.compareAndSet(0, System.nanoTime());
                }
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    private static boolean isAnswered(int port) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes(12);
            return new String(head, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            TimeUnit.MILLISECONDS.sleep(5); // so that polling does not slow down the process
            return false;
        }
    }
}
