package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/** An answer as it goes over HTTP. */
final class HttpReply {

    private static final byte[] NOTHING = {};

    private final int status;
    private final String headers;
    private final byte[] body;

    private HttpReply(int status, String headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** One of DynamoDB's, with a request's name and a checksum. */
    static HttpReply ofDynamoDb(int status, String type, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return new HttpReply(
                status,
                contentType(type) + "x-amzn-RequestId: " + RequestIds.next() + "\r\nx-amz-crc32: " + checksum.getValue()
                        + "\r\n",
                body);
    }

    private static String contentType(String type) {
        return "Content-Type: " + type + "\r\n";
    }

    /** One without anything but a status. */
    static HttpReply of(int status) {
        return new HttpReply(status, "", NOTHING);
    }

    /** One in JSON. */
    static HttpReply json(int status, byte[] body) {
        return new HttpReply(status, contentType("application/json"), body);
    }

    /** One of DynamoDB's in plain text. */
    static HttpReply text(int status, String text) {
        return ofDynamoDb(status, "text/plain", text.getBytes(UTF_8));
    }

    /**
     * All that goes over the connection, in one piece.
     *
     * @param last whether the connection ends with it
     * @param bare whether only the head is wanted
     */
    byte[] written(boolean last, boolean bare) {
        String head = "HTTP/1.1 " + status + " " + reason() + "\r\nDate: " + HttpDate.now() + "\r\n" + headers
                + "Content-Length: " + body.length + (last ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
        int length = head.length() + (bare ? 0 : body.length);
        byte[] written = new byte[length];
        byte[] first = head.getBytes(ISO_8859_1);
        System.arraycopy(first, 0, written, 0, first.length);
        System.arraycopy(body, 0, written, first.length, length - first.length);
        return written;
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 413 -> "Content Too Large";
            case 500 -> "Internal Server Error";
            default -> "";
        };
    }
}
