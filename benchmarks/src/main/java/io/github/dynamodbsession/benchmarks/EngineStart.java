package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.engine.StartedProcesses;
import io.github.dynamodbsession.benchmarks.page.Figures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long processes take from their start until they answer their first call of DynamoDB, alternating within
 * one run.
 */
public final class EngineStart {

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private EngineStart() {}

    /**
     * Measures and prints a table in Markdown.
     *
     * @param arguments the number of starts; then the engines, as in {@code emulator=java -jar emulator.jar --port=PORT}
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> commands =
                ProcessStarts.named(Arrays.asList(arguments).subList(1, arguments.length));
        System.out.println(measured(commands, Integer.parseInt(arguments[0])));
    }

    static String measured(Map<String, String> commands, int starts) throws Exception {
        Map<String, List<Double>> millis = ProcessStarts.inTurn(commands, starts, EngineStart::millis);
        List<String> lines = new ArrayList<>();
        lines.add("| engine | first answer after, median | least | most |");
        lines.add("|---|--:|--:|--:|");
        millis.forEach((engine, taken) ->
                lines.add(line(engine, taken.stream().sorted().toList())));
        return String.join("\n", lines);
    }

    private static String line(String engine, List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms |",
                engine,
                Figures.median(sorted),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static double millis(String command) throws IOException, InterruptedException {
        URI endpoint = URI.create("http://127.0.0.1:" + ProcessStarts.freePort());
        List<String> words = ProcessStarts.words(command, endpoint.getPort());
        long before = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            byte[] call = EngineConnection.call(endpoint, "ListTables", "{}");
            while (!isAnswered(endpoint, call)) {
                if (!process.isAlive() || System.nanoTime() - before > TIMEOUT_NANOS) {
                    throw new IllegalStateException("no response from: " + command);
                }
            }
            return (System.nanoTime() - before) / 1e6;
        } finally {
            StartedProcesses.end(process);
        }
    }

    private static boolean isAnswered(URI endpoint, byte[] call) throws IOException, InterruptedException {
        try (EngineConnection connection = new EngineConnection(endpoint)) {
            return connection.status(call) == 200;
        } catch (ConnectException e) {
            TimeUnit.MILLISECONDS.sleep(2); // so that polling does not slow down the process
            return false;
        }
    }
}
