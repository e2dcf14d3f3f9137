package io.github.dynamodbsession.example.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PostgreSQL server started by this JVM, in an empty folder, on a free port of the loopback interface. */
final class PostgresServer {

    /** Where Debian's packages put it, one folder a version. */
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    /** PostgreSQL does not run as root. */
    private static final String SERVER_USER = "postgres";

    private static final String READY = "database system is ready to accept connections";
    private static final int ATTEMPTS_AT_PORT = 3;
    private static final long TIMEOUT_SECONDS = 60;
    private static final int LINES_KEPT = 20;

    private final Path binaries;
    private final Path folder;
    private final Process process;
    private final int port;
    private final Thread endsWithThisJvm;

    private PostgresServer(Path binaries, Path folder, Process process, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.endsWithThisJvm = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endsWithThisJvm);
    }

    /** Empty if it is not installed here, or may not run. */
    static Optional<PostgresServer> start() throws IOException, InterruptedException {
        Optional<Path> binaries = newest();
        if (binaries.isEmpty() || (isRoot() && !hasServerUser())) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("dynamodb-session-postgresql");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(SERVER_USER));
        }
        run(command(
                binaries.orElseThrow(),
                "initdb",
                folder,
                "--auth=trust",
                "--username=sessions",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        return Optional.of(start(binaries.orElseThrow(), folder));
    }

    private static PostgresServer start(Path binaries, Path folder) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            // What is written here need not survive a loss of power.
            Process process = new ProcessBuilder(command(
                            binaries,
                            "postgres",
                            folder,
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "port=" + port,
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "fsync=off",
                            "-c",
                            "full_page_writes=off"))
                    .redirectErrorStream(true)
                    .start();
            try {
                ready(process).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return new PostgresServer(binaries, folder, process, port);
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
                if (attempt == ATTEMPTS_AT_PORT) {
                    throw new IOException("PostgreSQL does not start", e);
                }
            }
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=sessions";
    }

    /** Stops it, even with open connections, and removes its folder. */
    void stop() throws IOException, InterruptedException {
        Runtime.getRuntime().removeShutdownHook(endsWithThisJvm);
        try {
            run(command(binaries, "pg_ctl", folder, "stop", "--mode=fast", "--silent"));
        } finally {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Whether it says that it is ready, before it ends. */
    private static CompletableFuture<Void> ready(Process process) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    Deque<String> last = new ArrayDeque<>();
                    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                        String line;
                        while ((line = lines.readLine()) != null) {
                            if (line.contains(READY)) {
                                ready.complete(null);
                            }
                            last.add(line);
                            if (last.size() > LINES_KEPT) {
                                last.remove();
                            }
                        }
                        ready.completeExceptionally(new IOException(String.join("\n", last)));
                    } catch (IOException e) {
                        ready.completeExceptionally(e);
                    }
                },
                "output-of-postgresql");
        reader.setDaemon(true);
        reader.start();
        return ready;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (InputStreamReader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            output = new BufferedReader(reader).lines().reduce("", (all, line) -> all + "\n" + line);
        }
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed:" + output);
        }
    }

    private static List<String> command(Path binaries, String program, Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + SERVER_USER, "--regid=" + SERVER_USER, "--clear-groups", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.add("-D");
        command.add(folder.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Optional<Path> newest() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .filter(version -> version.getFileName().toString().matches("\\d+"))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .map(version -> version.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean hasServerUser() throws IOException {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(SERVER_USER);
            return true;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        }
    }
}
