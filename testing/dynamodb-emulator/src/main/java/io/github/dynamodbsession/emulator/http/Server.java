package io.github.dynamodbsession.emulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server, with a thread for each connection. It is made by hand because it is nearly all that a start of the
 * emulator takes: the JDK's server needs four times as long before its first answer, and libraries as long.
 */
public final class Server implements AutoCloseable {

    private static final int BACKLOG = 1000;

    private final ServerSocket socket;
    private final Thread accepting = new Thread(this::accept, "dynamodb-emulator-accept");
    private final Set<Connection> open = new HashSet<>();
    private int accepted;
    private boolean closed;
    private @Nullable Protocol protocol;
    private @Nullable Control control;

    private Server(ServerSocket socket) {
        this.socket = socket;
        accepting.setDaemon(true);
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
    public void serve(Protocol dynamoDb, Control ofEmulator) {
        protocol = dynamoDb;
        control = ofEmulator;
        accepting.start();
    }

    HttpReply answer(HttpCall call) {
        if (protocol == null || control == null) {
            throw new IllegalStateException("nothing is served yet");
        }
        return call.path().startsWith(Control.PATH) ? control.answer(call) : protocol.answer(call);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                converse(socket.accept());
            } catch (IOException e) {
                // Closed, or a client that is gone already: the loop's condition tells.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        synchronized (open) {
            if (closed) {
                client.close();
                return;
            }
            Connection connection = new Connection(this, client, ++accepted);
            open.add(connection);
            connection.start();
        }
    }

    void ended(Connection connection) {
        synchronized (open) {
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

    /** Takes no more connections. */
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the port was not given back", e);
        }
    }

    /** Takes no more connections, and ends those that there are. */
    @Override
    public void close() {
        stop();
        List<Connection> ending;
        synchronized (open) {
            closed = true;
            ending = new ArrayList<>(open);
        }
        ending.forEach(Connection::close);
    }
}
