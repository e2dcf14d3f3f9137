package io.github.dynamodbsession.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long processes take from their start until they answer their first call of DynamoDB, in turn and in one run. */
public final class EngineStart {

    private static final String PORT = "PORT";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private EngineStart() {}

    /**
     * Measures and prints a table in Markdown.
     *
     * @param arguments the number of starts; then the engines, as in {@code emulator=java -jar emulator.jar --port=PORT}
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
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        for (int i = -1; i < starts; i++) {
            for (Map.Entry<String, String> command : commands.entrySet()) {
                double taken = millis(command.getValue());
                if (i >= 0) { // the first one of each warms the machine's caches
                    millis.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("| engine | first answer after, median | least | most |");
        lines.add("|---|--:|--:|--:|");
        millis.forEach((engine, taken) ->
                lines.add(line(engine, taken.stream().sorted().toList())));
        return String.join("\n", lines);
    }

    private static String line(String engine, List<Double> sorted) {
        int last = sorted.size() - 1;
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms |",
                engine,
                (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2,
                sorted.get(0),
                sorted.get(last));
    }

    private static double millis(String command) throws IOException, InterruptedException {
        URI endpoint = URI.create("http://127.0.0.1:" + freePort());
        List<String> words = List.of(
                command.replace(PORT, Integer.toString(endpoint.getPort())).split(" "));
        long before = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            byte[] call = EngineConnection.call(endpoint, "ListTables", "{}");
            while (!isAnswered(endpoint, call)) {
                if (!process.isAlive() || System.nanoTime() - before > PATIENCE_NANOS) {
                    throw new IllegalStateException("it does not answer: " + command);
                }
            }
            return (System.nanoTime() - before) / 1e6;
        } finally {
            process.destroy();
            process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private static boolean isAnswered(URI endpoint, byte[] call) throws IOException, InterruptedException {
        try (EngineConnection connection = new EngineConnection(endpoint)) {
            return connection.status(call) == 200;
        } catch (ConnectException e) {
            TimeUnit.MILLISECONDS.sleep(2); // so that asking does not slow down what is asked
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
