package io.github.dynamodbsession.npm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script of ours in a process of its own, which ends when its standard input does: with this JVM at the latest. */
public final class NodeProcess implements AutoCloseable {

    private final String script;
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;

    private NodeProcess(String script, Process process) {
        this.script = script;
        this.process = process;
        this.output = process.inputReader(UTF_8);
        this.input = process.outputWriter(UTF_8);
    }

    /** Starts one; skips the calling test where Node.js or its packages are missing. */
    public static NodeProcess start(NpmInstallation installation, String... arguments) {
        return start(installation.folder(), installation.script(), arguments);
    }

    /**
     * Starts one, and installs its packages if need be.
     *
     * @throws NpmException if Node.js is missing, or {@code npm ci} fails
     */
    public static NodeProcess start(NpmPackages packages, String... arguments) {
        return start(packages.install(), packages.script(), arguments);
    }

    private static NodeProcess start(Path folder, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        Collections.addAll(command, arguments);
        ProcessBuilder node =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        node.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        node.environment().put("AWS_REGION", "us-east-1");
        try {
            return new NodeProcess(script, node.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that it prints. */
    public String line() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException(script + " ended before it said more");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it a line to read. */
    public void tell(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end by itself; whether that was a success. */
    public boolean succeeds() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        try {
            input.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
