package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection to a DynamoDB endpoint with minimal client overhead: requests are prepared bytes, and only the status of
 * a response is parsed. Not safe for use by several threads.
 */
final class EngineConnection implements AutoCloseable {

    private static final int LARGEST = 1 << 20;
    private static final int STATUS_BEGINS = "HTTP/1.1 ".length();
    private static final int STATUS_ENDS = STATUS_BEGINS + 3;
    private static final String LENGTH = "\r\ncontent-length:";

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[LARGEST];

    EngineConnection(URI endpoint) throws IOException {
        socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** The bytes of a call. */
    static byte[] call(URI endpoint, String operation, String json) {
        byte[] body = json.getBytes(UTF_8);
        byte[] head = String.join(
                        "\r\n",
                        "POST / HTTP/1.1",
                        "Host: " + endpoint.getAuthority(),
                        "X-Amz-Target: DynamoDB_20120810." + operation,
                        "Content-Type: application/x-amz-json-1.0",
                        "X-Amz-Date: 20260101T000000Z",
                        "Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0",
                        "Content-Length: " + body.length,
                        "",
                        "")
                .getBytes(ISO_8859_1);
        byte[] call = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, call, head.length, body.length);
        return call;
    }

    /** Makes a call, and returns the status of the response. */
    int status(byte[] call) throws IOException {
        socket.getOutputStream().write(call);
        int read = 0;
        int end = -1;
        while (end < 0 || read < end) {
            int more = in.read(buffer, read, buffer.length - read);
            if (more < 0) {
                throw new EOFException("the connection was closed within a response");
            }
            read += more;
            end = end < 0 ? end(read) : end;
        }
        return Integer.parseInt(new String(buffer, STATUS_BEGINS, STATUS_ENDS - STATUS_BEGINS, ISO_8859_1));
    }

    /** The end of a partly read response; -1 if not known yet. */
    private int end(int read) {
        for (int i = 3; i < read; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                String head = new String(buffer, 0, i + 1, ISO_8859_1).toLowerCase(Locale.ROOT);
                int length = head.indexOf(LENGTH) + LENGTH.length();
                return i
                        + 1
                        + Integer.parseInt(head.substring(length, head.indexOf('\r', length))
                                .trim());
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
