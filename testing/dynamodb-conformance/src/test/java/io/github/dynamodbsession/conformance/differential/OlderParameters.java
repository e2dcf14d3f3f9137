package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws what came before expressions: Expected, AttributeUpdates and the filters. */
final class OlderParameters {

    private static final List<String> SETS = List.of("SS", "NS", "BS");

    private final Draw draw;
    private final Values values;
    private final Items items;
    private final boolean oneItem;

    private OlderParameters(Draw draw, boolean oneItem) {
        this.draw = draw;
        this.oneItem = oneItem;
        values = new Values(draw);
        items = new Items(draw, values);
    }

    /** Parameters about one item that is known. */
    static OlderParameters ofItem(Draw draw) {
        return new OlderParameters(draw, true);
    }

    /** Parameters that go through many items. */
    static OlderParameters ofFilter(Draw draw) {
        return new OlderParameters(draw, false);
    }

    void expect(ObjectNode request, JsonNode item) {
        ObjectNode expected = Json.object();
        for (String name : draw.some(draw.between(1, 2), Items.NAMES)) {
            expected.set(name, draw.chance(0.5) ? existence(name, item) : condition(name, item));
        }
        request.set("Expected", expected);
        operator(request, expected);
    }

    private JsonNode existence(String name, JsonNode item) {
        JsonNode there = item.path(name);
        boolean comparable = there.isObject() && !there.has("L") && !there.has("M");
        return comparable && draw.chance(0.7)
                ? Json.object(
                        "Value",
                        draw.chance(0.7)
                                ? there
                                : canonical(there.propertyNames().iterator().next()))
                : Json.object("Exists", Json.truth(false));
    }

    ObjectNode filter(JsonNode item, Predicate<String> allowed) {
        ObjectNode filter = Json.object();
        List<String> names = Items.NAMES.stream().filter(allowed).toList();
        for (String name : draw.some(draw.between(1, 2), names)) {
            filter.set(name, condition(name, item));
        }
        return filter;
    }

    /** Adds how several conditions are joined; only AND, since dynalite stops at the first that does not hold. */
    void operator(ObjectNode request, ObjectNode conditions) {
        if (conditions.size() > 1 && draw.chance(0.3)) {
            request.put("ConditionalOperator", "AND");
        }
    }

    private ObjectNode condition(String name, JsonNode item) {
        JsonNode there = item.path(name);
        if (name.equals(Items.BLANK)) {
            return comparison(draw.oneOf("EQ", "NE"), draw.chance(0.5) ? values.text("") : Json.object("B", ""));
        }
        String type = there.propertyNames().stream().findFirst().orElse(draw.oneOf(Values.SCALARS));
        boolean scalar = Values.SCALARS.contains(type);
        if (!scalar && !SETS.contains(type)) {
            return comparison(draw.oneOf("NULL", "NOT_NULL"));
        }
        JsonNode near = there.isObject() && draw.chance(0.5) ? there : canonical(type);
        if (!scalar) {
            String member = type.substring(0, 1);
            return switch (draw.below(3)) {
                case 0 -> comparison(draw.oneOf("EQ", "NE"), near);
                case 1 -> comparison(draw.oneOf("NULL", "NOT_NULL"));
                default -> comparison(containment(there), canonical(member));
            };
        }
        return switch (draw.below(5)) {
            case 0 -> comparison("IN", near, canonical(type));
            case 1 -> between(near, canonical(type));
            case 2 -> type.equals("N") ? comparison("GE", near) : comparison("BEGINS_WITH", near);
            case 3 -> comparison(containment(there), near);
            default -> comparison(draw.oneOf("EQ", "NE", "LT", "LE", "GT", "GE"), near);
        };
    }

    /** For dynalite, a missing attribute does not contain anything. */
    private String containment(JsonNode there) {
        return oneItem && there.isObject() ? draw.oneOf("CONTAINS", "NOT_CONTAINS") : "CONTAINS";
    }

    /** A value that is sent as it is stored: dynalite compares numbers of older conditions as they are sent. */
    private JsonNode canonical(String type) {
        return type.equals("N") ? values.number() : values.of(type);
    }

    static ObjectNode between(JsonNode one, JsonNode other) {
        boolean ordered = KeyOrder.compare(one, other) <= 0;
        return comparison("BETWEEN", ordered ? one : other, ordered ? other : one);
    }

    static ObjectNode comparison(String operator, JsonNode... operands) {
        ObjectNode condition = Json.object("ComparisonOperator", operator);
        if (operands.length > 0) {
            condition.set("AttributeValueList", Json.array(List.of(operands)));
        }
        return condition;
    }

    ObjectNode updates(TableShape table, JsonNode item) {
        ObjectNode updates = Json.object();
        for (String name : draw.some(draw.between(1, 3), Items.NAMES)) {
            updates.set(name, update(name, item));
        }
        if (!table.indexKeys().isEmpty() && draw.chance(0.3)) {
            KeyAttribute key = draw.oneOf(table.indexKeys());
            updates.set(key.name(), action("PUT", key.value(draw)));
        }
        return updates;
    }

    private ObjectNode update(String name, JsonNode item) {
        String type = item.path(name).propertyNames().stream().findFirst().orElse(Items.typeOf(name));
        boolean set = SETS.contains(type);
        return switch (draw.below(4)) {
            case 0 -> Json.object("Action", "DELETE");
            case 1 -> set ? action("DELETE", values.of(type)) : Json.object("Value", items.value(name));
            case 2 ->
                set || type.equals("N") || type.equals("L")
                        ? action("ADD", values.of(type))
                        : action("PUT", items.value(name));
            default -> action("PUT", items.value(name));
        };
    }

    private static ObjectNode action(String action, JsonNode value) {
        return Json.object("Action", action).set("Value", value);
    }
}
