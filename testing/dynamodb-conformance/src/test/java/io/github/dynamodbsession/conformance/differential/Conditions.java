package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Draws condition and filter expressions, of which about half hold. */
final class Conditions {

    private final Draw draw;
    private final Values values;
    private final Paths paths;
    private final Predicate<String> allowed;
    private final boolean oneItem;

    private Conditions(Draw draw, Predicate<String> allowed, boolean oneItem) {
        this.draw = draw;
        this.oneItem = oneItem;
        values = new Values(draw);
        paths = new Paths(draw);
        this.allowed = allowed;
    }

    /** Conditions on one item that is known. */
    static Conditions ofItem(Draw draw, Predicate<String> allowed) {
        return new Conditions(draw, allowed, true);
    }

    /** Conditions that go through many items. */
    static Conditions ofFilter(Draw draw, Predicate<String> allowed) {
        return new Conditions(draw, allowed, false);
    }

    String condition(JsonNode item, Placeholders placeholders) {
        return condition(item, placeholders, draw.below(3));
    }

    private String condition(JsonNode item, Placeholders placeholders, int depth) {
        if (depth == 0) {
            String single = single(item, placeholders);
            return draw.chance(0.1) ? "(" + single + ")" : single;
        }
        String left = condition(item, placeholders, depth - 1);
        String right = condition(item, placeholders, draw.below(depth));
        return switch (draw.below(5)) {
            case 0 -> left + " AND " + right;
            case 1 -> left + draw.oneOf(" OR ", " or ") + right;
            case 2 -> "NOT " + single(item, placeholders);
            case 3 -> "NOT (" + left + " AND " + right + ")";
            default -> "(" + left + " OR " + right + ") AND " + single(item, placeholders);
        };
    }

    private String single(JsonNode item, Placeholders placeholders) {
        DocumentPath path = paths.any(item, allowed);
        JsonNode there = path.in(item);
        String written = path.written(placeholders);
        if (path.top().equals(Items.BLANK)) {
            return written + draw.oneOf(" = ", " <> ") + placeholders.value(values.blank());
        }
        return switch (draw.below(10)) {
            case 0 -> draw.oneOf("attribute_exists(", "attribute_not_exists(") + written + ")";
            case 1 -> "attribute_type(" + written + ", " + placeholders.value(values.text(typeNear(there))) + ")";
            case 2 -> beginning(written, there, placeholders);
            case 3 -> containing(written, there, placeholders);
            case 4 -> size(written, there, placeholders);
            case 5 -> between(written, there, placeholders);
            case 6 -> oneOfSeveral(written, there, placeholders);
            case 7 -> twoPaths(written, path, item, placeholders);
            default -> compared(written, there, placeholders);
        };
    }

    private String typeNear(JsonNode there) {
        return there.isObject() && draw.chance(0.6)
                ? there.propertyNames().iterator().next()
                : draw.oneOf(Values.TYPES);
    }

    private String compared(String path, JsonNode there, Placeholders placeholders) {
        JsonNode value = comparable(there);
        boolean scalar = Values.SCALARS.stream().anyMatch(value::has);
        String operator = scalar ? draw.oneOf("=", "<>", "<", "<=", ">", ">=") : draw.oneOf("=", "<>");
        String operand = placeholders.value(value);
        return draw.chance(0.85) ? path + " " + operator + " " + operand : operand + operator + path;
    }

    /** The value itself or another of its type; no list or map, since dynalite does not compare those. */
    private JsonNode comparable(JsonNode there) {
        Optional<String> type = there.propertyNames().stream().findFirst();
        if (type.isEmpty() || type.get().equals("L") || type.get().equals("M")) {
            return values.of(draw.oneOf(Values.SCALARS));
        }
        return draw.chance(0.6) ? there : values.of(type.get());
    }

    private JsonNode scalar(JsonNode there) {
        JsonNode value = comparable(there);
        return Values.SCALARS.stream().anyMatch(value::has) ? value : values.of(draw.oneOf(Values.SCALARS));
    }

    private String beginning(String path, JsonNode there, Placeholders placeholders) {
        String text = there.path("S").asString("ab");
        String prefix = text.isEmpty() || draw.chance(0.3) ? "b" : text.substring(0, draw.between(1, text.length()));
        return "begins_with(" + path + ", " + placeholders.value(values.text(prefix)) + ")";
    }

    private String containing(String path, JsonNode there, Placeholders placeholders) {
        JsonNode operand = values.of(draw.oneOf(Values.SCALARS));
        for (String set : List.of("SS", "NS", "BS")) {
            if (there.path(set).size() > 0 && draw.chance(0.7)) {
                operand = Json.object(set.substring(0, 1), there.path(set).path(0));
            }
        }
        if (there.path("L").size() > 0
                && Values.SCALARS.stream().anyMatch(there.path("L").path(0)::has)) {
            operand = there.path("L").path(0);
        }
        return "contains(" + path + ", " + placeholders.value(operand) + ")";
    }

    private String size(String path, JsonNode there, Placeholders placeholders) {
        JsonNode value = there.isEmpty() ? there : there.iterator().next();
        int size = value.isContainer() ? value.size() : value.asString("a").length();
        int limit = Math.max(0, size + draw.between(-1, 1));
        return "size(" + path + ") " + draw.oneOf("=", "<", "<=", ">", ">=") + " "
                + placeholders.value(values.number(Integer.toString(limit)));
    }

    private String between(String path, JsonNode there, Placeholders placeholders) {
        JsonNode one = scalar(there);
        JsonNode other = values.of(one.propertyNames().iterator().next());
        boolean ordered = KeyOrder.compare(one, other) <= 0;
        return path + " BETWEEN " + placeholders.value(ordered ? one : other) + " AND "
                + placeholders.value(ordered ? other : one);
    }

    private String oneOfSeveral(String path, JsonNode there, Placeholders placeholders) {
        String list = placeholders.value(comparable(there));
        int more = draw.below(3);
        for (int i = 0; i < more; i++) {
            list += ", " + placeholders.value(values.of(draw.oneOf(Values.SCALARS)));
        }
        return path + draw.oneOf(" IN (", " in(") + list + ")";
    }

    private static boolean isScalar(JsonNode value) {
        return Values.SCALARS.stream().anyMatch(value::has);
    }

    /** Compares two attributes that are there: two that are missing are equal for dynalite. */
    private String twoPaths(String written, DocumentPath path, JsonNode item, Placeholders placeholders) {
        DocumentPath other = paths.any(item, allowed);
        boolean scalars = isScalar(path.in(item)) && isScalar(other.in(item));
        if (!oneItem || !scalars || other.equals(path)) {
            return "attribute_exists(" + written + ")";
        }
        return written + draw.oneOf(" = ", " <> ", " < ", " >= ") + other.written(placeholders);
    }
}
