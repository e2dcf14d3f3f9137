package io.github.dynamodbsession.emulator.http;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.error.ApiException.Reason;
import io.github.dynamodbsession.emulator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back over HTTP. */
final class Answer {

    private final int status;
    private final byte[] body;

    private Answer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    /** The array itself: not to be changed. */
    byte[] body() {
        return body;
    }

    static Answer of(Map<String, Object> result) {
        return new Answer(200, Json.write(result));
    }

    static Answer of(ApiException refusal) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("__type", refusal.type());
        if (!refusal.reasons().isEmpty()) {
            told.put("CancellationReasons", reasons(refusal.reasons()));
        }
        if (refusal.text() != null) {
            told.put(nameOfMessage(refusal), refusal.text());
        }
        if (refusal.item() != null) {
            told.put("Item", refusal.item());
        }
        return new Answer(refusal.status(), Json.write(told));
    }

    /** Some have it with a capital. */
    private static String nameOfMessage(ApiException refusal) {
        return switch (refusal.name()) {
            case "SerializationException", "TransactionCanceledException", "IdempotentParameterMismatchException" ->
                "Message";
            default -> "message";
        };
    }

    private static List<Object> reasons(List<Reason> reasons) {
        List<Object> told = new ArrayList<>();
        for (Reason reason : reasons) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("Code", reason.code());
            if (reason.item() != null) {
                one.put("Item", reason.item());
            }
            if (reason.message() != null) {
                one.put("Message", reason.message());
            }
            told.add(one);
        }
        return told;
    }
}
