package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection (RFC 9112). Not safe for use by several threads. */
final class HttpReader {

    /** The largest body that is read: more than any request of DynamoDB's may have. */
    static final int LARGEST_BODY = 16 << 20;

    private static final int LONGEST_HEAD = 64 << 10;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    /** A request cannot be answered as it is; the connection is of no use afterwards. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status) {
            super("status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[8 << 10];
    private int position;
    private int limit;

    HttpReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Waits for the next request; {@code null} if the connection ends before one begins.
     *
     * @throws RefusedException if it is no HTTP, or too much
     */
    @Nullable
    HttpCall next() throws IOException {
        int end = awaitHead();
        if (end < 0) {
            return null;
        }
        String head = new String(buffer, position, end - position, ISO_8859_1);
        position = end;
        int lineEnd = endOfLine(head, 0);
        String line = head.substring(0, lineEnd).stripTrailing();
        int afterMethod = line.indexOf(' ');
        int afterTarget = line.indexOf(' ', afterMethod + 1);
        if (afterMethod < 1 || afterTarget < 0 || !line.startsWith("HTTP/1.", afterTarget + 1)) {
            throw new RefusedException(400);
        }
        Map<String, String> headers = headers(head, lineEnd + 1);
        if (line.endsWith("/1.0")) {
            // It ends the connection unless it says otherwise.
            headers.putIfAbsent("connection", "close");
        }
        return new HttpCall(
                line.substring(0, afterMethod), line.substring(afterMethod + 1, afterTarget), headers, body(headers));
    }

    private static int endOfLine(String head, int from) {
        int end = head.indexOf('\n', from);
        return end < 0 ? head.length() : end;
    }

    /** Where the head that begins at the position ends, with its empty line; -1 at the end of the stream. */
    private int awaitHead() throws IOException {
        skipEmptyLines();
        int looked = position;
        while (true) {
            for (int i = looked; i < limit; i++) {
                if (buffer[i] == '\n' && isEmptyLineAfter(i)) {
                    return buffer[i + 1] == '\n' ? i + 2 : i + 3;
                }
            }
            // The empty line may be there in part.
            looked = Math.max(position, limit - 2);
            if (limit - position > LONGEST_HEAD) {
                throw new RefusedException(400);
            }
            int before = position;
            if (!fill()) {
                if (limit == position) {
                    return -1;
                }
                throw new EOFException("the connection ended within a request");
            }
            looked -= before - position;
        }
    }

    private boolean isEmptyLineAfter(int end) {
        int next = end + 1 < limit && buffer[end + 1] == '\r' ? end + 2 : end + 1;
        return next < limit && buffer[next] == '\n';
    }

    /** Some clients end a body with a line. */
    private void skipEmptyLines() throws IOException {
        while (position < limit || fill()) {
            if (buffer[position] != '\r' && buffer[position] != '\n') {
                return;
            }
            position++;
        }
    }

    /** Reads more; false at the end of the stream. What is at the position may be somewhere else afterwards. */
    private boolean fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read > 0) {
            limit += read;
        }
        return read > 0;
    }

    private static Map<String, String> headers(String head, int from) throws RefusedException {
        Map<String, String> headers = new HashMap<>();
        int start = from;
        while (start < head.length()) {
            int end = endOfLine(head, start);
            int colon = head.indexOf(':', start);
            if (colon > start && colon < end) {
                String name = head.substring(start, colon).toLowerCase(Locale.ROOT);
                headers.putIfAbsent(name, head.substring(colon + 1, end).strip());
            } else if (!head.substring(start, end).isBlank()) {
                throw new RefusedException(400);
            }
            start = end + 1;
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String coding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (coding == null && length == null) {
            return new byte[0];
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        if (coding == null) {
            return exactly(number(length, 10));
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new RefusedException(400);
        }
        return chunks();
    }

    private byte[] chunks() throws IOException {
        byte[] body = new byte[0];
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            byte[] chunk = exactly(number(extension < 0 ? line : line.substring(0, extension), 16));
            if (chunk.length == 0) {
                while (!line().isEmpty()) {
                    // Trailers are not looked at.
                }
                return body;
            }
            if (body.length + chunk.length > LARGEST_BODY) {
                throw new RefusedException(413);
            }
            int before = body.length;
            body = Arrays.copyOf(body, before + chunk.length);
            System.arraycopy(chunk, 0, body, before, chunk.length);
            if (!line().isEmpty()) {
                throw new RefusedException(400);
            }
        }
    }

    private static int number(@Nullable String text, int radix) throws RefusedException {
        long number;
        try {
            String digits = text == null ? "" : text.strip();
            number = digits.startsWith("+") ? -1 : Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new RefusedException(400);
        }
        if (number < 0 || number > LARGEST_BODY) {
            throw new RefusedException(number < 0 ? 400 : 413);
        }
        return (int) number;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        int there = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, 0, there);
        position += there;
        if (in.readNBytes(bytes, there, length - there) < length - there) {
            throw new EOFException("the connection ended within a request");
        }
        return bytes;
    }

    private String line() throws IOException {
        int looked = position;
        while (true) {
            for (int i = looked; i < limit; i++) {
                if (buffer[i] == '\n') {
                    String line = new String(buffer, position, i - position, ISO_8859_1).stripTrailing();
                    position = i + 1;
                    return line;
                }
            }
            if (limit - position > LONGEST_HEAD) {
                throw new RefusedException(400);
            }
            looked = limit - position;
            if (!fill()) {
                throw new EOFException("the connection ended within a request");
            }
        }
    }
}
