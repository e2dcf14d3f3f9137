package io.github.dynamodbsession.emulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.HeldAttempts;
import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.operation.Operations;
import io.github.dynamodbsession.emulator.table.Database;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** DynamoDB's protocol: JSON 1.0 over HTTP. */
public final class Protocol {

    private static final String TARGET = "DynamoDB_20120810.";
    private static final String STREAMS_TARGET = "DynamoDBStreams_20120810.";
    private static final String JSON_1_0 = "application/x-amz-json-1.0";
    private static final String JSON = "application/json";

    private final Operations operations;
    private final Database database;
    private final HeldAttempts held;

    /** One that hands what comes in to those operations. */
    public Protocol(Operations operations, Database database, HeldAttempts held) {
        this.operations = operations;
        this.database = database;
        this.held = held;
    }

    HttpReply answer(HttpCall call) {
        if (call.method().equals("GET")) {
            return HttpReply.text(200, "healthy: " + call.header("Host") + " ");
        }
        String type = contentType(call.header("Content-Type"));
        if (!call.method().equals("POST") || type == null) {
            return HttpReply.text(404, "<UnknownOperationException/>\n");
        }
        Answer answer = dynamoDbAnswer(call);
        return HttpReply.ofDynamoDb(answer.status(), type, answer.body());
    }

    private static @Nullable String contentType(@Nullable String type) {
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).trim();
        return bare.equals(JSON_1_0) || bare.equals(JSON) ? bare : null;
    }

    private Answer dynamoDbAnswer(HttpCall call) {
        try {
            String operation = operation(call.header("X-Amz-Target"));
            requireSignature(call.header("Authorization"));
            return carryOut(operation, call.body());
        } catch (ApiException e) {
            return Answer.of(e);
        } catch (CancellationException e) {
            return Answer.of(ApiException.internalError());
        } catch (RuntimeException | Error e) {
            // Not looked up before: a logger takes longer to find than a start.
            System.getLogger(Protocol.class.getName())
                    .log(System.Logger.Level.ERROR, "a request fails, which it should not whatever it is", e);
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
    private static void requireSignature(@Nullable String authorization) {
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
            if (!late.isZero()) {
                LockSupport.parkNanos(late.toNanos());
                held.cameLate();
            }
        }
    }
}
