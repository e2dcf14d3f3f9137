package io.github.dynamodbsession.emulator.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts one direction of a connection into messages; for one thread. */
final class HttpReader {

    private static final int LINE_LIMIT = 64 * 1024;

    private final InputStream in;

    HttpReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Waits for the next message; {@code null} when the stream ends before one begins. */
    @Nullable
    HttpMessage next() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int read = in.read();
        if (read < 0) {
            return null;
        }
        head.write(read);
        while (!readLine(head).isEmpty()) {
            // Lines are collected up to the empty one.
        }
        String text = head.toString(ISO_8859_1);
        return new HttpMessage(text, readBody(text));
    }

    private byte[] readBody(String head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equalsIgnoreCase(HttpMessage.header(head, "Transfer-Encoding"))) {
            readChunks(body);
        } else {
            String length = HttpMessage.header(head, "Content-Length");
            readExactly(length == null ? 0 : Integer.parseInt(length), body);
        }
        return body.toByteArray();
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
        int size;
        do {
            size = Integer.parseInt(readLine(body).split(";", 2)[0].strip(), 16);
            readExactly(size, body);
            while (!readLine(body).isEmpty()) {
                // A chunk ends with an empty line; before that of the last chunk there can be trailers.
            }
        } while (size > 0);
    }

    private void readExactly(int length, ByteArrayOutputStream to) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutShort();
        }
        to.write(bytes);
    }

    /** The rest of the line without its end, added to {@code copy} with its end. */
    private String readLine(ByteArrayOutputStream copy) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw cutShort();
            }
            if (line.size() == LINE_LIMIT) {
                throw new IOException("a header is longer than " + LINE_LIMIT + " bytes");
            }
            line.write(b);
        }
        line.writeTo(copy);
        copy.write('\n');
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private static EOFException cutShort() {
        return new EOFException("the connection ended within a message");
    }
}
