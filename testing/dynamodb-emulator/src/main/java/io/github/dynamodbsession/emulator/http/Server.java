package io.github.dynamodbsession.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpServerRequestHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server: Apache HttpCore reads and writes HTTP, with a thread for each connection. A call is carried out whether
 * or not the client still waits for its answer.
 */
public final class Server implements AutoCloseable {

    private static final int BACKLOG = 1000;
    private static final int MAX_WAIT_MILLIS = 5_000;
    private static final int MAX_BODY = 16 << 20;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final ServerSocket socket;
    private volatile @Nullable Thread acceptor;
    private final Set<DefaultBHttpServerConnection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(Server::thread);

    private Server(ServerSocket socket) {
        this.socket = socket;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dynamodb-emulator-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Takes a port; nothing is answered before {@link #serve}.
     *
     * @throws IOException if the port cannot be had
     */
    public static Server bind(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new Server(socket);
    }

    /** Begins to answer: DynamoDB's protocol, and what controls the emulator. */
    public void serve(Protocol protocol, Control control) {
        serve(call -> call.path().startsWith(Control.PATH) ? control.answer(call) : protocol.answer(call));
    }

    private void serve(Function<HttpCall, HttpReply> answers) {
        HttpServerRequestHandler handler = (request, response, context) ->
                response.submitResponse(answer(request, answers).response());
        HttpService service =
                new HttpService(HttpProcessors.server(), handler, DefaultConnectionReuseStrategy.INSTANCE, null);
        Thread accepting = thread(() -> accept(service));
        acceptor = accepting;
        accepting.start();
    }

    private static HttpReply answer(ClassicHttpRequest request, Function<HttpCall, HttpReply> answers)
            throws IOException {
        HttpEntity entity = request.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            try (InputStream content = entity.getContent()) {
                body = content.readNBytes(MAX_BODY + 1);
                if (body.length > MAX_BODY) {
                    content.skipNBytes(Long.MAX_VALUE);
                }
            }
        }
        return body.length > MAX_BODY ? HttpReply.of(413) : answers.apply(new HttpCall(request, body));
    }

    private void accept(HttpService service) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                threads.execute(() -> converse(service, client));
            } catch (SocketException | RejectedExecutionException e) {
                // Closed, or a client that is gone already: the loop's condition tells.
            } catch (IOException e) {
                System.getLogger(Server.class.getName())
                        .log(System.Logger.Level.WARNING, "a connection was not accepted", e);
            }
        }
    }

    private void converse(HttpService service, Socket client) {
        DefaultBHttpServerConnection connection = new DefaultBHttpServerConnection("http", Http1Config.DEFAULT);
        open.add(connection);
        try (connection) {
            connection.bind(client);
            HttpContext context = HttpCoreContext.create();
            // Looked at after the connection is among those that close() ends.
            while (!socket.isClosed() && connection.isOpen()) {
                service.handleRequest(connection, context);
            }
        } catch (IOException | HttpException e) {
            // The client is gone, or it speaks no HTTP and was told so.
        } finally {
            open.remove(connection);
        }
    }

    /** Where it answers: scheme, host and port. */
    public URI endpoint() {
        InetAddress address = socket.getInetAddress();
        String host = address.getHostAddress();
        String written = address instanceof Inet6Address ? "[" + host + "]" : host;
        return URI.create("http://" + written + ":" + socket.getLocalPort());
    }

    /** Takes no more calls: the port is free when this returns. */
    public void stop() {
        try {
            socket.close();
            Thread accepting = acceptor;
            if (accepting != null) {
                // The port is taken for as long as somebody waits at it.
                accepting.join(MAX_WAIT_MILLIS);
            }
        } catch (IOException e) {
            System.getLogger(Server.class.getName()).log(System.Logger.Level.WARNING, "the port was not given back", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more calls, and ends connections and threads. */
    @Override
    public void close() {
        stop();
        open.forEach(connection -> connection.close(CloseMode.GRACEFUL));
        threads.shutdownNow();
    }
}
