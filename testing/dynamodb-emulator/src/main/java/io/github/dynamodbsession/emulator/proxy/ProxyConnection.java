package io.github.dynamodbsession.emulator.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One client's connection and, once it is needed, the one to the target that belongs to it; for one thread. */
final class ProxyConnection implements AutoCloseable {

    /** A server closes idle connections; one that has been idle for less is taken to be open still. */
    private static final long IDLE_NANOS = 2_000_000_000L;

    private final Socket client;
    private final HttpReader requests;
    private final Target target;

    private @Nullable Socket upstream;
    private @Nullable HttpReader replies;
    private long lastUsed;

    ProxyConnection(Socket client, Target target) throws IOException {
        client.setTcpNoDelay(true);
        this.client = client;
        this.requests = new HttpReader(client.getInputStream());
        this.target = target;
    }

    @Nullable
    HttpMessage nextRequest() throws IOException {
        return requests.next();
    }

    void reply(HttpMessage reply) throws IOException {
        reply.writeTo(client.getOutputStream());
    }

    /** Sends bytes that need not be HTTP, and ends the client's connection as a server does that has said all. */
    void replyAndClose(byte[] bytes) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(bytes);
        out.flush();
        client.close();
    }

    HttpMessage forward(HttpMessage request) throws IOException {
        if (System.nanoTime() - lastUsed > IDLE_NANOS) {
            close();
        }
        Socket socket = upstream;
        HttpReader reader = replies;
        if (socket == null || reader == null) {
            socket = target.connect();
            reader = new HttpReader(socket.getInputStream());
            upstream = socket;
            replies = reader;
        }
        request.writeTo(socket.getOutputStream());
        HttpMessage reply = reader.next();
        if (reply == null) {
            throw new IOException("the target closed the connection without an answer");
        }
        lastUsed = System.nanoTime();
        if (reply.closes()) {
            close();
        }
        return reply;
    }

    /** Closes the client's connection in a way that it notices as an error, not as an end. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    /** Closes the connection to the target; the next {@link #forward} opens another. */
    @Override
    public void close() throws IOException {
        Socket socket = upstream;
        upstream = null;
        replies = null;
        if (socket != null) {
            socket.close();
        }
    }
}
