package io.github.dynamodbsession.dynamodblocal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of the engine: a child process with a class path of its own. */
final class EngineProcess {

    private static final int START_SECONDS = 30;
    private static final int END_SECONDS = 5;
    private static final int ATTEMPTS = 3;

    private final Process process;
    private final EngineOutput output;
    private final int port;

    private EngineProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.output = new EngineOutput(process.inputReader());
    }

    static EngineProcess start(Path jarsFolder) {
        String classPath = classPath(jarsFolder);
        // Another process can take the port between our choosing it and the engine's binding it.
        for (int attempt = 1; ; attempt++) {
            EngineProcess engine = launch(classPath, freePort());
            if (engine.output.awaitStarted(START_SECONDS)) {
                return engine;
            }
            boolean endedByItself = engine.awaitEnd(1);
            engine.end();
            if (!endedByItself) {
                throw engine.notStarted("did not start within " + START_SECONDS + " seconds");
            }
            if (attempt == ATTEMPTS) {
                throw engine.notStarted("ended " + ATTEMPTS + " times while starting");
            }
        }
    }

    private static EngineProcess launch(String classPath, int port) {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                EngineMain.class.getName(),
                "-inMemory",
                "-port",
                Integer.toString(port),
                "-sharedDb",
                // Always the last: anywhere else it is not understood, and the engine reports its use to the internet.
                "-disableTelemetry");
        try {
            return new EngineProcess(command.redirectErrorStream(true).start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine looks for its native libraries beside its own jar, so the folder is used as it is. */
    private static String classPath(Path jarsFolder) {
        if (!hasJars(jarsFolder)) {
            throw new IllegalArgumentException("no jars in " + jarsFolder.toAbsolutePath());
        }
        try {
            Path ours = Path.of(EngineMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jarsFolder.toAbsolutePath().resolve("*") + File.pathSeparator + ours;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasJars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        // Asked of all interfaces, since that is what the engine binds.
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the process to end, insists after a while, and returns when it has ended or cannot be ended. */
    void end() {
        process.destroy();
        if (!awaitEnd(END_SECONDS)) {
            process.destroyForcibly();
            awaitEnd(END_SECONDS);
        }
    }

    private boolean awaitEnd(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private IllegalStateException notStarted(String what) {
        List<String> lines = output.lines();
        return new IllegalStateException("DynamoDB Local " + what
                + (lines.isEmpty() ? ", and printed nothing" : "; it printed:\n" + String.join("\n", lines)));
    }
}
