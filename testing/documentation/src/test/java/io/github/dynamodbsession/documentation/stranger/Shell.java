package io.github.dynamodbsession.documentation.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands in a folder, each with a timeout, and with their output in a file.
 *
 * @param folder the working directory
 * @param output the file for the output of the last command
 * @param environment additional environment variables
 */
record Shell(Path folder, Path output, Map<String, String> environment) {

    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /**
     * Runs a command to its end; it must succeed.
     *
     * @return its output
     */
    String run(List<String> command) {
        Process process = start(command);
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " is not done after " + TIMEOUT);
            }
            String text = Files.readString(output);
            assertThat(process.exitValue()).as(command + " printed:\n" + text).isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Starts a command that runs until it is stopped. */
    Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
