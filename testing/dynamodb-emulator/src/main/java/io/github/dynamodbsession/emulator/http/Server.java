package io.github.dynamodbsession.emulator.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP server: the JDK's own, with a thread for each call that is being answered. */
public final class Server implements AutoCloseable {

    private static final String PROPERTIES = "sun.net.httpserver.";
    private static final AtomicInteger THREADS = new AtomicInteger();

    static {
        // Without the first, an answer waits for the client's acknowledgement of its headers; the others keep
        // connections
        // that clients hold in their pools.
        preset("nodelay", "true");
        preset("idleInterval", "3600");
        preset("maxIdleConnections", "100000");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private Server(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    private static void preset(String name, String value) {
        if (System.getProperty(PROPERTIES + name) == null) {
            System.setProperty(PROPERTIES + name, value);
        }
    }

    /**
     * Takes a port; nothing is answered before {@link #serve}.
     *
     * @throws IOException if the port cannot be had
     */
    public static Server bind(InetSocketAddress address) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "dynamodb-emulator-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        return new Server(server, threads);
    }

    /** Begins to answer: DynamoDB's protocol, and what controls the emulator. */
    public void serve(Protocol protocol, Control control) {
        server.createContext("/", protocol::handle);
        server.createContext(Control.PATH, control::handle);
        server.start();
    }

    /** Where it answers: scheme, host and port. */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Takes no more calls, and waits a moment for those that are being answered. */
    public void stop() {
        server.stop(0);
    }

    /** Ends connections and threads. */
    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}
