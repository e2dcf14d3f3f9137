package io.github.dynamodbsession.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long applications of Spring Boot take from the start of their process until they say that they are started, and until
 * they answer their first request, in turn and in one run. What their processes consumed says how much of it is work: that
 * counts on a machine that has other things to do.
 */
public final class ApplicationStart {

    private static final String PORT = "PORT";
    private static final String STARTED = " : Started ";
    private static final String REQUEST = "GET /api/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** What one start took, in milliseconds. */
    private record Start(double started, double answered, double processor) {}

    private ApplicationStart() {}

    /**
     * Measures and prints a table in Markdown. Ratios are to the last application.
     *
     * @param arguments the number of starts; then the applications, as in {@code with=java -jar app.jar
     *     --server.port=PORT}
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> commands = new LinkedHashMap<>();
        for (String named : Arrays.asList(arguments).subList(1, arguments.length)) {
            String[] parts = named.split("=", 2);
            commands.put(parts[0], parts[1]);
        }
        System.out.println(measured(commands, Integer.parseInt(arguments[0])));
    }

    static String measured(Map<String, String> commands, int starts) throws Exception {
        Map<String, List<Start>> all = new LinkedHashMap<>();
        double loadBefore = load();
        for (int i = -1; i < starts; i++) {
            for (Map.Entry<String, String> command : commands.entrySet()) {
                Start taken = start(command.getValue());
                if (i >= 0) { // the first one of each warms the machine's caches
                    all.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d starts each; load of the machine %.1f before and %.1f after.",
                starts,
                loadBefore,
                load()));
        lines.add("");
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

    private static List<Double> sorted(List<Start> starts, java.util.function.ToDoubleFunction<Start> what) {
        return starts.stream().map(what::applyAsDouble).sorted().toList();
    }

    private static double median(List<Double> sorted) {
        int last = sorted.size() - 1;
        return (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
    }

    private static String line(String name, List<Start> taken) {
        List<Double> started = sorted(taken, Start::started);
        List<Double> answered = sorted(taken, Start::answered);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms |",
                name,
                median(started),
                started.get(0),
                median(answered),
                answered.get(0),
                median(sorted(taken, Start::processor)));
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
                median(started) / median(startedOfLast),
                started.get(0) / startedOfLast.get(0),
                median(answered) / median(answeredOfLast),
                answered.get(0) / answeredOfLast.get(0),
                median(sorted(taken, Start::processor)) / median(sorted(last, Start::processor)));
    }

    private static Start start(String command) throws IOException, InterruptedException {
        int port = freePort();
        List<String> words =
                List.of(command.replace(PORT, Integer.toString(port)).split(" "));
        long before = System.nanoTime();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        AtomicLong started = new AtomicLong();
        Thread reader = new Thread(() -> read(process, started));
        reader.setDaemon(true);
        reader.start();
        try {
            while (!isAnswered(port) || started.get() == 0) {
                if (!process.isAlive() || System.nanoTime() - before > PATIENCE_NANOS) {
                    throw new IllegalStateException("it does not answer: " + command);
                }
            }
            long answered = System.nanoTime();
            double processor =
                    process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
            return new Start((started.get() - before) / 1e6, (answered - before) / 1e6, processor);
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
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
            TimeUnit.MILLISECONDS.sleep(5); // so that asking does not slow down what is asked
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
