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
 * Runs commands in a folder, each bounded in time, with their output in a file.
 *
 * @param folder where
 * @param output what the last command printed
 * @param environment what is set for them besides what is set here
 */
record Shell(Path folder, Path output, Map<String, String> environment) {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * Runs a command to its end, which must be a success.
     *
     * @return what it printed
     */
    String run(List<String> command) {
        Process process = start(command);
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " is not done after " + LONGEST);
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

    /** Starts a command that goes on until it is ended. */
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
