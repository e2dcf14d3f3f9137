package io.github.dynamodbsession.servlet.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection. A container processes the next request of a connection only after the end of the previous
 * one, so that a client cannot overtake the end of its own request, as it can with pooled connections.
 */
public final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final int port;
    private final SocketFactory sockets;
    private @Nullable Socket socket;

    /** A plain connection, opened on first use. */
    public Connection(int port) {
        this(port, SocketFactory.getDefault());
    }

    private Connection(int port, SocketFactory sockets) {
        this.port = port;
        this.sockets = sockets;
    }

    /** An HTTPS connection. */
    static Connection secure(int port) {
        return new Connection(port, ServerKey.shared().context().getSocketFactory());
    }

    /** Sends a request, and reads the complete response. A character of the head is one byte. */
    public Answer exchange(String method, String path, Map<String, String> headers, String body) throws IOException {
        Socket open = open();
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        open.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        open.getOutputStream().write(content);
        open.getOutputStream().flush();
        return read(new BufferedInputStream(open.getInputStream()), method.equals("HEAD"));
    }

    /** After an upgrade: sends a line, and reads one. */
    String say(String line) throws IOException {
        Socket open = open();
        open.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        open.getOutputStream().flush();
        return line(open.getInputStream());
    }

    private Socket open() throws IOException {
        if (socket == null) {
            socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
        }
        return socket;
    }

    /** Skips informational responses (RFC 9110, section 15.2), except for a protocol switch. */
    private Answer read(InputStream in, boolean withoutBody) throws IOException {
        Answer head = head(in);
        while (head.status() < 200 && head.status() != SWITCHING_PROTOCOLS) {
            head = head(in);
        }
        byte[] body = withoutBody ? new byte[0] : body(in, head);
        if (head.header("Connection").toLowerCase(Locale.ROOT).equals("close")) {
            close();
        }
        return new Answer(head.status(), new String(body, StandardCharsets.UTF_8), head.headers());
    }

    private static Answer head(InputStream in) throws IOException {
        String status = line(in);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), "", headers);
    }

    private byte[] body(InputStream in, Answer answer) throws IOException {
        if (answer.header("Transfer-Encoding").equals("chunked")) {
            return chunks(in);
        }
        if (!answer.header("Content-Length").isEmpty()) {
            return all(Integer.parseInt(answer.header("Content-Length")), in);
        }
        if (answer.status() == SWITCHING_PROTOCOLS || answer.status() == 204 || answer.status() == 304) {
            return new byte[0];
        }
        byte[] all = in.readAllBytes();
        close();
        return all;
    }

    private static byte[] all(int length, InputStream in) throws IOException {
        byte[] all = in.readNBytes(length);
        if (all.length < length) {
            throw new EOFException("The response is truncated");
        }
        return all;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.write(all(size, in));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The response is truncated");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
