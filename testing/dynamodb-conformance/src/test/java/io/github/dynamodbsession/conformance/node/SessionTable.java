package io.github.dynamodbsession.conformance.node;

import io.github.dynamodbsession.emulator.PlainCaller;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of sessions as it really is. */
final class SessionTable {

    private static final JsonMapper JSON = new JsonMapper();

    private final PlainCaller caller;

    SessionTable(URI endpoint) {
        this.caller = new PlainCaller(endpoint);
    }

    JsonNode description() {
        return ok("DescribeTable", "{\"TableName\":\"sessions\"}").path("Table");
    }

    /** The item of that key; missing if there is none. */
    JsonNode item(String id) {
        return ok(
                        "GetItem",
                        "{\"TableName\":\"sessions\",\"ConsistentRead\":true,\"Key\":{\"id\":{\"S\":\"%s\"}}}"
                                .formatted(id))
                .path("Item");
    }

    /** The keys of all items. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        ok("Scan", "{\"TableName\":\"sessions\",\"ConsistentRead\":true}")
                .path("Items")
                .forEach(item -> ids.add(item.at("/id/S").asString()));
        return ids;
    }

    private JsonNode ok(String operation, String request) {
        HttpResponse<String> answer = caller.call(operation, request);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
