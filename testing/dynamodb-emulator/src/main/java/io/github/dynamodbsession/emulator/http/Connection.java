package io.github.dynamodbsession.emulator.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CancellationException;

/** One client, in a thread of its own. A call is carried out whether or not the client still waits for its answer. */
final class Connection extends Thread implements Closeable {

    private final Server server;
    private final Socket socket;

    Connection(Server server, Socket socket, int number) {
        super("dynamodb-emulator-" + number);
        this.server = server;
        this.socket = socket;
        setDaemon(true);
    }

    @Override
    public void run() {
        try (socket) {
            converse();
        } catch (IOException | CancellationException e) {
            // The client is gone, or the emulator.
        } finally {
            server.ended(this);
        }
    }

    private void converse() throws IOException {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        HttpReader reader = new HttpReader(socket.getInputStream(), out);
        boolean last = false;
        while (!last) {
            HttpCall call;
            try {
                call = reader.next();
            } catch (HttpReader.RefusedException e) {
                out.write(HttpReply.of(e.status()).written(true, false));
                return;
            }
            if (call == null) {
                return;
            }
            HttpReply reply = server.answer(call);
            last = "close".equalsIgnoreCase(call.header("connection"));
            out.write(reply.written(last, call.method().equals("HEAD")));
        }
    }

    /** Ends it at once. */
    @Override
    public void close() {
        interrupt();
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, then.
        }
    }
}
