package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Draws valid GetItem, PutItem, UpdateItem and DeleteItem requests. */
final class ItemRequests {

    private final Draw draw;
    private final KnownState state;
    private final Items items;
    private final OlderParameters older;
    private final Conditions conditions;

    ItemRequests(Draw draw, KnownState state) {
        this.draw = draw;
        this.state = state;
        items = new Items(draw, new Values(draw));
        older = OlderParameters.ofItem(draw);
        conditions = Conditions.ofItem(draw, name -> !name.equals("pk") && !name.equals("sk"));
    }

    Request get(TableShape table) {
        ObjectNode key = table.key(draw);
        ObjectNode item = state.find(table, key).orElse(key);
        ObjectNode body = Json.object("TableName", table.name());
        body.set("Key", key);
        if (draw.chance(0.5)) {
            body.put("ConsistentRead", draw.chance(0.8));
        }
        if (draw.chance(0.4)) {
            Placeholders placeholders = new Placeholders(draw);
            body.put("ProjectionExpression", projections().expression(item, keyNames(table), placeholders));
            placeholders.addNamesTo(body);
        } else if (draw.chance(0.3)) {
            body.set("AttributesToGet", projections().attributesToGet(item, keyNames(table)));
        }
        returnCapacity(body);
        return new Request("GetItem", body);
    }

    Request put(TableShape table) {
        ObjectNode item = items.item(table);
        ObjectNode old =
                table.keyOf(item).flatMap(key -> state.find(table, key)).orElse(Json.object());
        ObjectNode body = Json.object("TableName", table.name());
        body.set("Item", item);
        restrict(body, old, new Placeholders(draw));
        returnValues(body, List.of("NONE", "ALL_OLD"));
        returnCapacity(body);
        return new Request("PutItem", body);
    }

    Request update(TableShape table) {
        ObjectNode key = table.key(draw);
        ObjectNode item = state.find(table, key).orElse(key);
        ObjectNode body = Json.object("TableName", table.name());
        body.set("Key", key);
        if (draw.chance(0.75)) {
            Placeholders placeholders = new Placeholders(draw);
            body.put("UpdateExpression", new Updates(draw).expression(table, item, placeholders));
            if (draw.chance(0.3)) {
                body.put("ConditionExpression", conditions.condition(item, placeholders));
            }
            placeholders.addTo(body);
        } else {
            body.set("AttributeUpdates", older.updates(table, item));
            if (draw.chance(0.3)) {
                older.expect(body, item);
            }
        }
        returnValues(body, List.of("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"));
        returnCapacity(body);
        return new Request("UpdateItem", body);
    }

    Request delete(TableShape table) {
        ObjectNode key = table.key(draw);
        ObjectNode body = Json.object("TableName", table.name());
        body.set("Key", key);
        restrict(body, state.find(table, key).orElse(Json.object()), new Placeholders(draw));
        returnValues(body, List.of("NONE", "ALL_OLD"));
        returnCapacity(body);
        return new Request("DeleteItem", body);
    }

    private void restrict(ObjectNode body, ObjectNode item, Placeholders placeholders) {
        if (draw.chance(0.4)) {
            body.put("ConditionExpression", conditions.condition(item, placeholders));
            placeholders.addTo(body);
        } else if (draw.chance(0.2)) {
            older.expect(body, item);
        }
    }

    private void returnValues(ObjectNode body, List<String> choices) {
        if (draw.chance(0.6)) {
            body.put("ReturnValues", draw.oneOf(choices));
        }
    }

    private void returnCapacity(ObjectNode body) {
        if (draw.chance(0.3)) {
            body.put("ReturnConsumedCapacity", draw.oneOf("NONE", "TOTAL", "INDEXES"));
        }
    }

    private Projections projections() {
        return new Projections(draw, name -> true);
    }

    private static List<String> keyNames(TableShape table) {
        return table.keys().stream().map(KeyAttribute::name).toList();
    }
}
