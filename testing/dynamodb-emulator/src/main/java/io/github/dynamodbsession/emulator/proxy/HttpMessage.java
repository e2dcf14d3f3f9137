package io.github.dynamodbsession.emulator.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 request or response, kept byte for byte as it came. */
final class HttpMessage {

    private static final String END_OF_LINE = "\r\n";

    private final String head;
    private final byte[] body;

    /**
     * @param head start line and headers, with the empty line that ends them
     * @param body the body as it was sent, with the framing of its chunks if it came in chunks
     */
    HttpMessage(String head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    static HttpMessage json(int status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        String head = String.join(
                END_OF_LINE,
                "HTTP/1.1 " + status + " Injected",
                "Content-Type: application/x-amz-json-1.0",
                "Content-Length: " + bytes.length,
                END_OF_LINE);
        return new HttpMessage(head, bytes);
    }

    /** The value of the first header of that name, whatever its case. */
    @Nullable
    String header(String name) {
        return header(head, name);
    }

    static @Nullable String header(String head, String name) {
        return head.lines()
                .map(line -> line.split(":", 2))
                .filter(field -> field.length == 2 && field[0].strip().equalsIgnoreCase(name))
                .map(field -> field[1].strip())
                .findFirst()
                .orElse(null);
    }

    /** Whether its sender closes the connection after it. */
    boolean closes() {
        return "close".equalsIgnoreCase(header("Connection"));
    }

    String text() {
        return new String(body, UTF_8);
    }

    /** Head and body, each byte as one character. */
    String wholeText() {
        return head + new String(body, ISO_8859_1);
    }

    void writeTo(OutputStream out) throws IOException {
        // In one piece, so that no half of it waits for the acknowledgement of the other.
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.getBytes(ISO_8859_1));
        whole.write(body);
        whole.writeTo(out);
        out.flush();
    }
}
