package io.github.dynamodbsession.emulator.differential;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** dynalite as {@code npm ci} installs it, in the build folder. */
final class DynaliteInstallation {

    private static final Path SOURCES = Path.of("src", "test", "dynalite");
    private static final Path FOLDER = Path.of("target", "dynalite");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "serve.js");
    private static final int MAX_SECONDS = 120;

    private DynaliteInstallation() {}

    /** Installs it if need be; skips the calling test where that does not work. */
    static synchronized Path folder() {
        try {
            boolean installed = isInstalled();
            Files.createDirectories(FOLDER);
            for (String file : FILES) {
                Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!succeeds("node", "--version")) {
                abort("The differential run needs Node.js: 'node --version' failed");
            }
            if (!installed && !succeeds(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
                abort("The differential run needs dynalite: 'npm ci' failed, see " + FOLDER.resolve("install.log"));
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the last {@code npm ci} went by the lock file of today: npm writes its own lock file last. */
    private static boolean isInstalled() throws IOException {
        Path lock = FOLDER.resolve("package-lock.json");
        return Files.exists(FOLDER.resolve("node_modules").resolve(".package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
    }

    private static String npm() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "npm.cmd" : "npm";
    }

    private static boolean succeeds(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile());
        builder.redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("install.log").toFile());
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
}
