package io.github.dynamodbsession.benchmarks.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that end together, the last one first. Not safe for use by several threads. */
public final class StartedProcesses implements AutoCloseable {

    private static final String[] HEAP = {"-Xmx512m"};
    private static final long STOP_TIMEOUT_SECONDS = 30;

    private final Deque<Runnable> started = new ArrayDeque<>();

    /** None yet. */
    public StartedProcesses() {}

    /**
     * Starts an emulator, and returns its endpoint.
     *
     * @throws IOException if it cannot be started
     */
    public URI engine() throws IOException {
        return URI.create(java("io.github.dynamodbsession.emulator.Main", "--port=0")
                .replaceAll(".*(http://[0-9.]+:[0-9]+).*", "$1"));
    }

    /**
     * Starts a class of this class path, and returns the first line that it prints.
     *
     * @throws IOException if it cannot be started
     * @throws IllegalStateException if it ends before that
     */
    public String java(String main, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main));
        words.addAll(Arrays.asList(arguments));
        BufferedReader output = process(ProcessBuilder.Redirect.PIPE, words.toArray(String[]::new))
                .inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException(main + " ended before it was ready");
        }
        return line;
    }

    /**
     * Starts a JVM with those arguments.
     *
     * @param output where its output goes
     * @throws IOException if it cannot be started
     */
    public Process process(ProcessBuilder.Redirect output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(HEAP));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.push(() -> endUnlessInterrupted(process));
        return process;
    }

    /** Ends something else with them. */
    public void endWith(Runnable end) {
        started.push(end);
    }

    /**
     * Ends a process, by force if it takes long.
     *
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static void endUnlessInterrupted(Process process) {
        try {
            end(process);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().run();
        }
    }
}
