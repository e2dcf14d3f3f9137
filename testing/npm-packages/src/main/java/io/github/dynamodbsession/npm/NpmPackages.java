package io.github.dynamodbsession.npm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A script and its packages, as {@code npm ci} installs them.
 *
 * @param sources the folder with the script, {@code package.json} and its lock file
 * @param target the folder where they are installed
 * @param script the name of its file
 */
public record NpmPackages(Path sources, Path target, String script) {

    private static final String MANIFEST = "package.json";
    private static final String LOCK = "package-lock.json";
    private static final int MAX_SECONDS = 120;

    /**
     * Installs them if need be. Waits while another thread or another JVM does.
     *
     * @return {@code target}
     * @throws NpmException if Node.js is missing, or {@code npm ci} fails
     */
    public Path install() {
        synchronized (NpmPackages.class) {
            try {
                Files.createDirectories(target);
                try (FileChannel channel = FileChannel.open(
                        target.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // until it is closed
                    return installed();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path installed() throws IOException {
        boolean installed = isInstalled();
        for (String file : List.of(MANIFEST, LOCK, script)) {
            copyIfNew(file);
        }
        if (!succeeds("node", "--version")) {
            throw new NpmException("Node.js: 'node --version' failed");
        }
        if (!installed && !succeeds(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
            throw new NpmException("the packages of " + sources + ": 'npm ci' failed, see " + log());
        }
        return target;
    }

    /** What is there may be in use. */
    private void copyIfNew(String file) throws IOException {
        Path there = target.resolve(file);
        if (!Files.exists(there) || Files.mismatch(sources.resolve(file), there) != -1) {
            Files.copy(sources.resolve(file), there, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether the last {@code npm ci} went by the lock file of today: npm writes its own lock file last. */
    private boolean isInstalled() throws IOException {
        Path lock = target.resolve(LOCK);
        return Files.exists(target.resolve("node_modules").resolve(".package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, sources.resolve(LOCK)) == -1;
    }

    private static String npm() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "npm.cmd" : "npm";
    }

    private boolean succeeds(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(target.toFile());
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

    private Path log() {
        return target.resolve("install.log");
    }
}
