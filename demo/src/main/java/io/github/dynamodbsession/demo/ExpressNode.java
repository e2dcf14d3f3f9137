package io.github.dynamodbsession.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.dynamodbsession.demo.web.PageServlet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server on Express, with the same page and API and a session store of npm on the same table, on a free port of the
 * loopback interface. It is a process of Node.js, which ends when its standard input does: with this process at the latest.
 */
final class ExpressNode implements AutoCloseable {

    private static final String SCRIPT = "express-node.js";
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final int port;

    private ExpressNode(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one, and waits until it is ready.
     *
     * @param emulator the endpoint of the demo's own emulator; null: it is that of the options
     * @param modules the folder with the npm packages
     * @throws ExpressMissingException if there is no Node.js, or it does not start
     */
    static ExpressNode start(DemoOptions options, @Nullable URI emulator, Path modules) throws ExpressMissingException {
        try {
            Path folder = Files.createTempDirectory("dynamodb-session-demo-");
            try {
                copyTo(folder);
                URI endpoint = Objects.requireNonNull(emulator == null ? options.endpoint() : emulator, "endpoint");
                Process process = process(folder.resolve(SCRIPT), modules, emulator != null);
                return new ExpressNode(process, port(process, settings(options, endpoint, folder)));
            } finally {
                // It has read all of it when it is ready.
                delete(folder);
            }
        } catch (IOException e) {
            throw new ExpressMissingException("'node' cannot be started; install Node.js, and start the demo again");
        }
    }

    private static void copyTo(Path folder) throws IOException {
        PageServlet.copyTo(folder);
        try (InputStream script = Objects.requireNonNull(ExpressNode.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.copy(script, folder.resolve(SCRIPT));
        }
    }

    private static Process process(Path script, Path modules, boolean usesEmulator) throws IOException {
        ProcessBuilder node =
                new ProcessBuilder("node", script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        node.environment().put("NODE_PATH", modules.toString());
        if (usesEmulator) {
            node.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            node.environment()
                    .putAll(Map.of(
                            "AWS_REGION", StorageChoice.REGION,
                            "AWS_ACCESS_KEY_ID", StorageChoice.ANYTHING,
                            "AWS_SECRET_ACCESS_KEY", StorageChoice.ANYTHING));
        }
        return node.start();
    }

    /** What the script needs to know; secrets are on no command line. */
    private static Map<String, Object> settings(DemoOptions options, URI endpoint, Path folder) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("page", folder.toString());
        settings.put("layout", options.layout().option());
        settings.put("storage", options.storage().option());
        settings.put("endpoint", endpoint.toString());
        settings.put("table", options.table());
        settings.put("keyAttribute", options.keyAttribute());
        if (options.keyPrefix() != null) {
            settings.put("keyPrefix", options.keyPrefix());
        }
        settings.put("ttl", options.ttl().toMillis());
        settings.put("touchAfter", options.touchAfter().toMillis());
        settings.put("cookieName", options.cookieName());
        settings.put("cookieSecrets", options.cookieSecrets());
        settings.put("ports", options.ports());
        return settings;
    }

    private static int port(Process process, Map<String, Object> settings) throws ExpressMissingException {
        try {
            BufferedWriter input = process.outputWriter(UTF_8);
            input.write(new Gson().toJson(settings));
            input.newLine();
            input.flush();
            String port = process.inputReader(UTF_8).readLine();
            if (port != null) {
                return Integer.parseInt(port);
            }
        } catch (IOException e) {
            // It has ended, as below.
        }
        process.destroy();
        throw new ExpressMissingException("it ended at once; what it wrote to standard error says why");
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
