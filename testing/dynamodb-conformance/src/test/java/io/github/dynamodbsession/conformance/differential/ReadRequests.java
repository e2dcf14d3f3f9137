package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws valid Query and Scan requests, of tables and of indexes. */
final class ReadRequests {

    private final Draw draw;
    private final KnownState state;
    private final OlderParameters older;

    ReadRequests(Draw draw, KnownState state) {
        this.draw = draw;
        this.state = state;
        older = OlderParameters.ofFilter(draw);
    }

    Step query(TableShape table) {
        Optional<IndexShape> index = index(table, 0.5);
        ObjectNode body = Json.object("TableName", table.name());
        index.ifPresent(of -> body.put("IndexName", of.name()));
        List<KeyAttribute> keys = index.map(IndexShape::keys).orElse(table.keys());
        Placeholders placeholders = new Placeholders(draw);
        boolean olderOnes = draw.chance(0.3);
        if (olderOnes) {
            body.set("KeyConditions", keyConditions(keys));
        } else {
            body.put("KeyConditionExpression", keyCondition(keys, placeholders));
        }
        if (draw.chance(0.4)) {
            body.put("ScanIndexForward", draw.chance(0.4));
        }
        narrow(body, "QueryFilter", table, index, olderOnes, placeholders);
        return new Step(new Request("Query", body), reading(body), "valid");
    }

    Step scan(TableShape table) {
        Optional<IndexShape> index = index(table, 0.4);
        ObjectNode body = Json.object("TableName", table.name());
        index.ifPresent(of -> body.put("IndexName", of.name()));
        Placeholders placeholders = new Placeholders(draw);
        narrow(body, "ScanFilter", table, index, draw.chance(0.3), placeholders);
        if (draw.chance(0.3)) {
            body.put("TotalSegments", draw.between(1, 4));
            body.put("Segment", 0);
        }
        return new Step(new Request("Scan", body), Step.Reading.ALL_PAGES, "valid");
    }

    private Step.Reading reading(ObjectNode body) {
        return body.has("Limit") && draw.chance(0.8) ? Step.Reading.ALL_PAGES : Step.Reading.ONE_PAGE;
    }

    private Optional<IndexShape> index(TableShape table, double probability) {
        return table.indexes().isEmpty() || !draw.chance(probability)
                ? Optional.empty()
                : Optional.of(draw.oneOf(table.indexes()));
    }

    /** Adds filter, projection, limit and so on. */
    private void narrow(
            ObjectNode body,
            String olderFilter,
            TableShape table,
            Optional<IndexShape> index,
            boolean olderOnes,
            Placeholders placeholders) {
        Predicate<String> projected = projected(table, index);
        List<String> keys = index.map(IndexShape::keys).orElse(table.keys()).stream()
                .map(KeyAttribute::name)
                .toList();
        List<ObjectNode> items = state.all(table);
        JsonNode item = items.isEmpty() ? Json.object() : draw.oneOf(items);
        boolean count = draw.chance(0.1);
        boolean canFilter = index.map(IndexShape::projectsAll).orElse(true);
        if (olderOnes) {
            if (canFilter && draw.chance(0.4)) {
                ObjectNode filter = older.filter(item, projected);
                body.set(olderFilter, filter);
                older.operator(body, filter);
            }
            if (!count && draw.chance(0.2)) {
                body.set("AttributesToGet", new Projections(draw, projected).attributesToGet(item, keys));
            }
        } else {
            if (canFilter && draw.chance(0.4)) {
                Conditions filters =
                        Conditions.ofFilter(draw, name -> Items.NAMES.contains(name) && projected.test(name));
                body.put("FilterExpression", filters.condition(item, placeholders));
            }
            if (!count && canFilter && draw.chance(0.3)) {
                body.put("ProjectionExpression", new Projections(draw, projected).expression(item, keys, placeholders));
            }
            placeholders.addTo(body);
        }
        if (count) {
            body.put("Select", "COUNT");
        } else if (!body.has("ProjectionExpression") && !body.has("AttributesToGet") && draw.chance(0.2)) {
            body.put("Select", allAttributes(index));
        }
        if (draw.chance(0.5)) {
            body.put("Limit", draw.between(1, 4));
        }
        if (body.path("IndexName").isMissingNode() || index.stream().noneMatch(IndexShape::global)) {
            if (draw.chance(0.3)) {
                body.put("ConsistentRead", true);
            }
        }
        if (draw.chance(0.2)) {
            body.put("ReturnConsumedCapacity", draw.oneOf("NONE", "TOTAL", "INDEXES"));
        }
    }

    private String allAttributes(Optional<IndexShape> index) {
        if (index.isEmpty()) {
            return "ALL_ATTRIBUTES";
        }
        boolean all = index.get().projectsAll() || !index.get().global();
        return all ? draw.oneOf("ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES") : "ALL_PROJECTED_ATTRIBUTES";
    }

    /** Whether an index has an attribute; what lies outside is another matter, and dynalite does not look there. */
    private static Predicate<String> projected(TableShape table, Optional<IndexShape> index) {
        if (index.isEmpty() || index.get().projectsAll()) {
            return name -> true;
        }
        IndexShape there = index.get();
        return name -> there.included().contains(name)
                || there.keys().stream().anyMatch(key -> key.name().equals(name))
                || table.keys().stream().anyMatch(key -> key.name().equals(name));
    }

    private String keyCondition(List<KeyAttribute> keys, Placeholders placeholders) {
        KeyAttribute hash = keys.get(0);
        String name = placeholders.name(hash.name());
        String value = placeholders.value(hash.value(draw));
        String first = draw.chance(0.9) ? name + " = " + value : value + " = " + name;
        if (keys.size() == 1 || draw.chance(0.4)) {
            return first;
        }
        String second = rangeCondition(keys.get(1), placeholders);
        return draw.chance(0.8) ? first + " AND " + second : second + " and (" + first + ")";
    }

    private String rangeCondition(KeyAttribute range, Placeholders placeholders) {
        String name = placeholders.name(range.name());
        JsonNode value = range.value(draw);
        return switch (draw.below(4)) {
            case 0 -> {
                JsonNode between =
                        OlderParameters.between(value, range.value(draw)).path("AttributeValueList");
                yield name + " BETWEEN " + placeholders.value(between.path(0)) + " AND "
                        + placeholders.value(between.path(1));
            }
            case 1 ->
                range.type().equals("N")
                        ? name + " >= " + placeholders.value(value)
                        : "begins_with(" + name + ", " + placeholders.value(value) + ")";
            default -> name + draw.oneOf(" = ", " < ", " <= ", " > ", " >= ") + placeholders.value(value);
        };
    }

    private ObjectNode keyConditions(List<KeyAttribute> keys) {
        ObjectNode conditions = Json.object();
        conditions.set(
                keys.get(0).name(), OlderParameters.comparison("EQ", keys.get(0).value(draw)));
        if (keys.size() > 1 && draw.chance(0.6)) {
            KeyAttribute range = keys.get(1);
            JsonNode value = range.value(draw);
            conditions.set(
                    range.name(),
                    switch (draw.below(4)) {
                        case 0 -> OlderParameters.between(value, range.value(draw));
                        case 1 -> OlderParameters.comparison(range.type().equals("N") ? "GE" : "BEGINS_WITH", value);
                        default -> OlderParameters.comparison(draw.oneOf("EQ", "LT", "LE", "GT", "GE"), value);
                    });
        }
        return conditions;
    }
}
