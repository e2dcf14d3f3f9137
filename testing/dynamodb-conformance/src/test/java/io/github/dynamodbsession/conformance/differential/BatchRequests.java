package io.github.dynamodbsession.conformance.differential;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws valid BatchGetItem and BatchWriteItem requests over one or two tables. */
final class BatchRequests {

    private final Draw draw;
    private final List<TableShape> tables;
    private final Items items;

    BatchRequests(Draw draw, List<TableShape> tables) {
        this.draw = draw;
        this.tables = tables;
        items = new Items(draw, new Values(draw));
    }

    Request get() {
        ObjectNode asked = Json.object();
        for (TableShape table : draw.some(draw.between(1, 2), tables)) {
            ArrayNode keys = Json.array();
            Set<JsonNode> seen = new HashSet<>();
            int count = draw.between(1, 4);
            for (int i = 0; i < count; i++) {
                ObjectNode key = table.key(draw);
                if (seen.add(key)) {
                    keys.add(key);
                }
            }
            asked.set(table.name(), narrowed(table, Json.object("Keys", keys)));
        }
        ObjectNode body = Json.object("RequestItems", asked);
        if (draw.chance(0.3)) {
            body.put("ReturnConsumedCapacity", draw.oneOf("NONE", "TOTAL", "INDEXES"));
        }
        return new Request("BatchGetItem", body);
    }

    private ObjectNode narrowed(TableShape table, ObjectNode asked) {
        Projections projections = new Projections(draw, name -> true);
        List<String> keyNames = table.keys().stream().map(KeyAttribute::name).toList();
        if (draw.chance(0.3)) {
            asked.put("ConsistentRead", true);
        }
        if (draw.chance(0.3)) {
            Placeholders placeholders = new Placeholders(draw);
            asked.put("ProjectionExpression", projections.expression(Json.object(), keyNames, placeholders));
            placeholders.addNamesTo(asked);
        } else if (draw.chance(0.2)) {
            asked.set("AttributesToGet", projections.attributesToGet(Json.object(), keyNames));
        }
        return asked;
    }

    Request write() {
        ObjectNode asked = Json.object();
        for (TableShape table : draw.some(draw.between(1, 2), tables)) {
            ArrayNode writes = Json.array();
            Set<JsonNode> seen = new HashSet<>();
            int count = draw.between(1, 4);
            for (int i = 0; i < count; i++) {
                ObjectNode item = items.item(table);
                ObjectNode key = table.keyOf(item).orElseThrow();
                if (seen.add(key)) {
                    writes.add(
                            draw.chance(0.7)
                                    ? Json.object("PutRequest", Json.object("Item", item))
                                    : Json.object("DeleteRequest", Json.object("Key", key)));
                }
            }
            asked.set(table.name(), writes);
        }
        ObjectNode body = Json.object("RequestItems", asked);
        if (draw.chance(0.3)) {
            body.put("ReturnConsumedCapacity", draw.oneOf("NONE", "TOTAL", "INDEXES"));
        }
        return new Request("BatchWriteItem", body);
    }
}
