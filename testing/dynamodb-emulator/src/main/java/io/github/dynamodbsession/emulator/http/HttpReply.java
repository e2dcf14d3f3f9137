package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/** An answer as it goes over HTTP. */
final class HttpReply {

    private final ClassicHttpResponse response;

    private HttpReply(int status, @Nullable String type, byte[] body) {
        response = new BasicClassicHttpResponse(status);
        if (type != null) {
            response.setHeader("Content-Type", type);
        }
        response.setEntity(new ByteArrayEntity(body, null));
    }

    /** One of DynamoDB's, with a request's name and a checksum. */
    static HttpReply ofDynamoDb(int status, String type, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        HttpReply reply = new HttpReply(status, type, body);
        reply.response.setHeader("x-amzn-RequestId", RequestIds.next());
        reply.response.setHeader("x-amz-crc32", Long.toString(checksum.getValue()));
        return reply;
    }

    /** One without anything but a status. */
    static HttpReply of(int status) {
        return new HttpReply(status, null, new byte[0]);
    }

    /** One in JSON. */
    static HttpReply json(int status, byte[] body) {
        return new HttpReply(status, "application/json", body);
    }

    /** One of DynamoDB's in plain text. */
    static HttpReply text(int status, String text) {
        return ofDynamoDb(status, "text/plain", text.getBytes(UTF_8));
    }

    ClassicHttpResponse response() {
        return response;
    }
}
