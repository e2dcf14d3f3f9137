package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.HeldAttempts;
import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.operation.Operations;
import io.github.dynamodbsession.emulator.table.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** DynamoDB's protocol: JSON 1.0 over HTTP. */
public final class Protocol {

    private static final System.Logger LOG = System.getLogger(Protocol.class.getName());
    private static final String TARGET = "DynamoDB_20120810.";
    private static final String STREAMS_TARGET = "DynamoDBStreams_20120810.";
    private static final String JSON_1_0 = "application/x-amz-json-1.0";
    private static final String JSON = "application/json";
    private static final String ID_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int ID_LENGTH = 52;
    private static final int LARGEST = 16 << 20;

    private final Operations operations;
    private final Database database;
    private final HeldAttempts held;

    /** One that hands what comes in to those operations. */
    public Protocol(Operations operations, Database database, HeldAttempts held) {
        this.operations = operations;
        this.database = database;
        this.held = held;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            if (exchange.getRequestMethod().equals("GET")) {
                String host = headers.getFirst("Host");
                send(exchange, 200, "text/plain", ("healthy: " + host + " ").getBytes(UTF_8));
                return;
            }
            String type = contentType(headers);
            if (!exchange.getRequestMethod().equals("POST") || type == null) {
                send(exchange, 404, "text/plain", "<UnknownOperationException/>\n".getBytes(UTF_8));
                return;
            }
            Answer answer = answer(headers, body);
            send(exchange, answer.status(), type, answer.body());
        }
    }

    private static @Nullable String contentType(Headers headers) {
        String type = headers.getFirst("Content-Type");
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).trim();
        return bare.equals(JSON_1_0) || bare.equals(JSON) ? bare : null;
    }

    private Answer answer(Headers headers, byte[] body) {
        try {
            String operation = operation(headers.getFirst("X-Amz-Target"));
            requireSignature(headers);
            return carryOut(operation, body);
        } catch (ApiException e) {
            return Answer.of(e);
        } catch (CancellationException e) {
            return Answer.of(ApiException.internalError());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a request fails, which it should not whatever it is", e);
            return Answer.of(ApiException.internalError());
        }
    }

    private String operation(@Nullable String target) {
        if (target != null && target.startsWith(TARGET)) {
            String operation = target.substring(TARGET.length());
            if (operations.isKnown(operation, false)) {
                return operation;
            }
        }
        if (target != null && target.startsWith(STREAMS_TARGET)) {
            String operation = target.substring(STREAMS_TARGET.length());
            if (operations.isKnown(operation, true)) {
                return operation;
            }
        }
        throw ApiException.coral(400, "UnknownOperationException", null);
    }

    /** Any credentials will do, but none at all are refused as the service refuses them. */
    private static void requireSignature(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("AWS4-")) {
            throw ApiException.coral(
                    400, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
        }
    }

    private Answer carryOut(String operation, byte[] body) {
        beLate(operation);
        if (held.isEmpty()) {
            return Answer.of(operations.answer(operation, body));
        }
        AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
        try {
            held.carryOut(
                    operation,
                    new String(body, UTF_8),
                    () -> answer.set(Answer.of(operations.answer(operation, body))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Answer made = answer.get();
        return made == null ? Answer.of(ApiException.internalError()) : made;
    }

    private void beLate(String operation) {
        Disturbances shown = database.disturbances();
        if (shown.lateAttempts() > 0 && Operations.isWrite(operation)) {
            Duration late = database.locked(
                    () -> database.chance(shown.lateAttempts()) ? database.upTo(shown.lateness()) : Duration.ZERO);
            LockSupport.parkNanos(late.toNanos());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("x-amzn-RequestId", requestId());
        headers.set("x-amz-crc32", Long.toString(checksum.getValue()));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] id = new char[ID_LENGTH];
        for (int i = 0; i < ID_LENGTH; i++) {
            id[i] = ID_CHARS.charAt(random.nextInt(ID_CHARS.length()));
        }
        return new String(id);
    }
}
