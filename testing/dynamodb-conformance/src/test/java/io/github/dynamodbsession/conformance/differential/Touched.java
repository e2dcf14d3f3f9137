package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An item that a request reads or writes. */
record Touched(TableShape table, ObjectNode key) {

    /** The items that a request names by their whole key. */
    static List<Touched> by(Request request, List<TableShape> tables) {
        List<Touched> touched = new ArrayList<>();
        JsonNode body = request.body();
        for (TableShape table : tables) {
            if (table.name().equals(request.tableName())) {
                add(touched, table, body.path("Key"));
                add(touched, table, body.path("Item"));
            }
            for (JsonNode write : body.path("RequestItems").path(table.name())) {
                add(touched, table, write.path("PutRequest").path("Item"));
                add(touched, table, write.path("DeleteRequest").path("Key"));
            }
        }
        return touched;
    }

    private static void add(List<Touched> touched, TableShape table, JsonNode item) {
        table.keyOf(item).ifPresent(key -> touched.add(new Touched(table, key)));
    }

    String place() {
        return table.name() + key;
    }

    Request get() {
        return new Request("GetItem", named().put("ConsistentRead", true));
    }

    Request delete() {
        return new Request("DeleteItem", named());
    }

    private ObjectNode named() {
        ObjectNode body = Json.object("TableName", table.name());
        body.set("Key", key);
        return body;
    }
}
