package io.github.dynamodbsession.npm;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A script and its packages as {@code npm ci} installs them, in the build folder.
 *
 * @param name of the folder below {@code src/test} that has the script, {@code package.json} and its lock file
 * @param script the name of its file
 * @param purpose what needs it
 */
public record NpmInstallation(String name, String script, String purpose) {

    private static final String MANIFEST = "package.json";
    private static final String LOCK = "package-lock.json";
    private static final int MAX_SECONDS = 120;

    /** Installs it if need be; skips the calling test where that does not work. */
    public Path folder() {
        synchronized (NpmInstallation.class) {
            try {
                return installed();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path installed() throws IOException {
        Path folder = target();
        boolean installed = isInstalled();
        Files.createDirectories(folder);
        for (String file : List.of(MANIFEST, LOCK, script)) {
            Files.copy(sources().resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!succeeds("node", "--version")) {
            abort(purpose + " needs Node.js: 'node --version' failed");
        }
        if (!installed && !succeeds(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
            abort(purpose + " needs the packages of " + sources() + ": 'npm ci' failed, see " + log());
        }
        return folder;
    }

    /** Whether the last {@code npm ci} went by the lock file of today: npm writes its own lock file last. */
    private boolean isInstalled() throws IOException {
        Path lock = target().resolve(LOCK);
        return Files.exists(target().resolve("node_modules").resolve(".package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, sources().resolve(LOCK)) == -1;
    }

    private static String npm() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "npm.cmd" : "npm";
    }

    private boolean succeeds(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(target().toFile());
        builder.redirectErrorStream(true).redirectOutput(log().toFile());
        try {
            Process process = builder.start();
            if (process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path sources() {
        return Path.of("src", "test", name);
    }

    private Path target() {
        return Path.of("target", name);
    }

    private Path log() {
        return target().resolve("install.log");
    }
}
