package io.github.dynamodbsession.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStream;
import org.apache.hc.core5.http.HttpRequest;
import org.h2.mvstore.MVStore;
import tools.jackson.core.json.JsonFactory;

/** The built classes as a process of their own, which ends with the test at the latest. */
public final class EmulatorProcess implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;
    private static final String READY = "ready: ";

    private final Process process;
    private final BufferedReader output;

    private EmulatorProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Begins one, which need not become ready. */
    public static EmulatorProcess begin(List<String> jvm, String... arguments) throws IOException {
        List<String> command = command(jvm, arguments);
        return new EmulatorProcess(new ProcessBuilder(command).start());
    }

    /** Starts one on a free port, and returns when it is ready. */
    public static EmulatorProcess start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port=0"));
        Collections.addAll(all, arguments);
        return begin(List.of(), all.toArray(String[]::new));
    }

    static List<String> command(List<String> jvm, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        Collections.addAll(command, arguments);
        return command;
    }

    private static String classPath() {
        return Stream.of(Main.class, HttpRequest.class, JsonFactory.class, CharStream.class, MVStore.class)
                .map(EmulatorProcess::home)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it answers, once it does. */
    public URI endpoint() {
        String line = line();
        if (line == null || !line.startsWith(READY)) {
            throw new AssertionError("not ready but: " + line + ", " + errors());
        }
        return URI.create(line.substring(READY.length()));
    }

    /** The next line of its output; {@code null} at the end. */
    public String line() {
        return bounded(() -> output.readLine());
    }

    /** All that it says on its standard error until it ends. */
    public String errors() {
        return bounded(() -> new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    /** The rest of its standard output. */
    public String rest() {
        return bounded(() -> output.lines().collect(Collectors.joining("\n")));
    }

    private interface Reading {
        String read() throws IOException;
    }

    private String bounded(Reading reading) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return reading.read();
                        } catch (IOException e) {
                            return null;
                        }
                    })
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("it said nothing", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    /** SIGKILL, where there is such a thing. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM, where there is such a thing. */
    public void terminate() {
        // Not of the process itself, which would close its output too.
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
