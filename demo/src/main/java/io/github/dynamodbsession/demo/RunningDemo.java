package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that one run of the demo starts, and stops again in reverse order. Safe for any number of threads. */
final class RunningDemo implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_CAUSE_LENGTH = 120;

    private final DemoOptions options;
    private final ExpressPackages packages;
    private final StorageWatch watch;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private final Deque<AutoCloseable> nodes = new ArrayDeque<>();
    private @Nullable ExpressNode express;

    /** Why there is no Express node; null: there is one, or none is wanted. */
    private @Nullable String missing;

    private boolean closed;

    RunningDemo(DemoOptions options) {
        this(options, ExpressPackages.ofCheckout());
    }

    RunningDemo(DemoOptions options, ExpressPackages packages) {
        this.options = options;
        this.packages = packages;
        this.watch = new StorageWatch(Clock.systemUTC());
    }

    /**
     * Starts everything, and returns when all nodes answer.
     *
     * @throws DemoException if something cannot be started; {@link #close()} stops what was
     */
    void start() {
        Loopback.check(options.ports());
        // The web servers and the storage are prepared in parallel: each takes about half of the time.
        CompletableFuture<List<Node>> servers = CompletableFuture.supplyAsync(this::prepared);
        URI engine = engine();
        Supplier<StorageClient> storage = StorageChoice.of(options, engine, watch);
        List<NodeSessions> sessions = new ArrayList<>();
        for (int i = 0; i < options.ports().size(); i++) {
            sessions.add(opened(kept, sessions(storage)));
        }
        if (options.layout().isOfExpress()) {
            startExpress(engine);
        }
        Map<String, String> about = about();
        List<Node> prepared = result(servers);
        for (int i = 0; i < prepared.size(); i++) {
            prepared.get(i).start(about, sessions.get(i), express == null ? null : express.port());
        }
        urls().forEach(RunningDemo::awaitAnswer);
    }

    /** After the table is there. Without it, the others start nevertheless. */
    private void startExpress(@Nullable URI engine) {
        try {
            express = opened(nodes, ExpressNode.start(options, engine, packages.folder()));
        } catch (ExpressMissingException e) {
            missing = String.valueOf(e.getMessage());
        }
    }

    private Map<String, String> about() {
        Map<String, String> about = new HashMap<>();
        about.put("storage", options.storage().option());
        about.put("codec", options.codec().option());
        about.put("tokens", options.tokens().option());
        if (options.storage() != StorageKind.IN_MEMORY) {
            about.put("table", options.table());
            about.put("layout", options.layout().option());
        }
        if (missing != null) {
            about.put("expressMissing", missing);
        }
        return about;
    }

    private List<Node> prepared() {
        return options.ports().stream()
                .map(port -> opened(nodes, Node.prepare(port, options.ports())))
                .toList();
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DemoException failure ? failure : e;
        }
    }

    private NodeSessions sessions(Supplier<StorageClient> storage) {
        try {
            return StoredSessions.open(storage.get(), options, watch);
        } catch (SessionException e) {
            throw new DemoException("the session storage cannot be used: " + OptionReader.inOptions(withCause(e)), e);
        }
    }

    /** The SDK's message is included, because it names the missing setting, but truncated, because it can be long. */
    private static String withCause(SessionException e) {
        Throwable cause = e.getCause();
        if (cause == null) {
            return String.valueOf(e.getMessage());
        }
        String why = String.valueOf(cause.getMessage());
        return e.getMessage() + " ("
                + (why.length() > MAX_CAUSE_LENGTH ? why.substring(0, MAX_CAUSE_LENGTH) + "..." : why) + ")";
    }

    private @Nullable URI engine() {
        if (options.storage() == StorageKind.IN_MEMORY || options.endpoint() != null) {
            return null;
        }
        return opened(kept, DynamoDbEmulator.start()).endpoint();
    }

    private static void awaitAnswer(URI node) {
        try {
            HttpURLConnection ping =
                    (HttpURLConnection) node.resolve("/api/ping").toURL().openConnection();
            ping.setConnectTimeout(TIMEOUT_MILLIS);
            ping.setReadTimeout(TIMEOUT_MILLIS);
            if (ping.getResponseCode() != 200) {
                throw new DemoException(node + " answers with status " + ping.getResponseCode(), null);
            }
            ping.disconnect();
        } catch (IOException e) {
            throw new DemoException(node + " does not answer: " + e.getMessage(), e);
        }
    }

    /** The URL of each node's page. */
    List<URI> urls() {
        return options.ports().stream()
                .map(port -> URI.create("http://localhost:" + port + "/"))
                .toList();
    }

    /** What there is to say about the Express node; null: nothing. */
    @Nullable
    String aboutExpress() {
        if (express != null) {
            return "ready: http://localhost:" + express.port() + "/ (Express node)";
        }
        return missing == null ? null : "no Express node: " + missing;
    }

    private synchronized <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        if (closed) {
            close();
            throw new DemoException("stopped during startup", null);
        }
        return part;
    }

    /** Stops the nodes, then what they use. Does nothing the second time. */
    @Override
    public synchronized void close() {
        closed = true;
        close(nodes);
        close(kept);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                // The others must be stopped nevertheless.
                System.getLogger(RunningDemo.class.getName())
                        .log(System.Logger.Level.WARNING, "a component could not be stopped", e);
            }
        }
    }
}
