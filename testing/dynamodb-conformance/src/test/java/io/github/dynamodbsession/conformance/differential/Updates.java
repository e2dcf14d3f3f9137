package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * Draws update expressions. Every attribute is changed by one action only, and none is read that another action changes
 * in place: dynalite then changes both, since they share the value.
 */
final class Updates {

    private final Draw draw;
    private final Values values;
    private final Items items;
    private final Paths paths;

    Updates(Draw draw) {
        this.draw = draw;
        values = new Values(draw);
        items = new Items(draw, values);
        paths = new Paths(draw);
    }

    String expression(TableShape table, JsonNode item, Placeholders placeholders) {
        List<String> left = draw.some(draw.between(1, 5), Items.NAMES);
        List<String> sources = new ArrayList<>(Items.NAMES);
        sources.removeAll(left);
        sources.remove(Items.BLANK);
        List<String> sections = new ArrayList<>();
        for (String section : draw.some(draw.between(1, 3), List.of("SET", "REMOVE", "ADD", "DELETE"))) {
            StringJoiner clauses = new StringJoiner(
                    ", ", draw.chance(0.9) ? section + " " : section.toLowerCase(Locale.ROOT) + " ", "");
            int wanted = draw.between(1, 2);
            int written = 0;
            if (section.equals("SET") && !table.indexKeys().isEmpty() && draw.chance(0.3)) {
                KeyAttribute key = draw.oneOf(table.indexKeys());
                clauses.add(placeholders.name(key.name()) + " = " + placeholders.value(key.value(draw)));
                written++;
            }
            while (written < wanted && !left.isEmpty()) {
                clauses.add(clause(section, left.remove(0), sources, item, placeholders));
                written++;
            }
            if (written > 0) {
                sections.add(clauses.toString());
            }
        }
        return String.join(" ", sections);
    }

    private String clause(String section, String name, List<String> sources, JsonNode item, Placeholders placeholders) {
        return switch (section) {
            case "SET" -> {
                DocumentPath path = paths.within(item, DocumentPath.of(name));
                yield path.written(placeholders) + draw.oneOf(" = ", "=") + operand(path, sources, item, placeholders);
            }
            case "REMOVE" -> paths.within(item, DocumentPath.of(name)).written(placeholders);
            case "ADD" -> placeholders.name(name) + " " + placeholders.value(values.of(addable(name, item)));
            default -> placeholders.name(name) + " " + placeholders.value(member(name, item));
        };
    }

    private String operand(DocumentPath path, List<String> sources, JsonNode item, Placeholders placeholders) {
        JsonNode there = path.in(item);
        String self = path.written(placeholders);
        if (there.has("N") && draw.chance(0.5)) {
            return self + draw.oneOf(" + ", " - ") + placeholders.value(values.number());
        }
        if (there.has("L") && draw.chance(0.5)) {
            String list = placeholders.value(values.of("L"));
            return draw.chance(0.5)
                    ? "list_append(" + self + ", " + list + ")"
                    : "list_append(" + list + "," + self + ")";
        }
        return switch (draw.below(6)) {
            case 0 -> "if_not_exists(" + self + ", " + placeholders.value(items.value(path.top())) + ")";
            case 1 ->
                "if_not_exists(" + self + ", " + placeholders.value(values.number("0")) + ") + "
                        + placeholders.value(values.number());
            case 2 -> source(sources, item, placeholders);
            default -> placeholders.value(path.isNested() ? values.any() : items.value(path.top()));
        };
    }

    private String source(List<String> sources, JsonNode item, Placeholders placeholders) {
        List<String> existing = sources.stream().filter(item::has).toList();
        return existing.isEmpty()
                ? placeholders.value(values.any())
                : paths.within(item, DocumentPath.of(draw.oneOf(existing))).written(placeholders);
    }

    private String addable(String name, JsonNode item) {
        String type = item.path(name).propertyNames().stream().findFirst().orElse(Items.typeOf(name));
        return List.of("N", "SS", "NS", "BS").contains(type) ? type : draw.oneOf("N", "SS", "NS", "BS");
    }

    private JsonNode member(String name, JsonNode item) {
        String type = item.path(name).propertyNames().stream().findFirst().orElse(Items.typeOf(name));
        if (!type.endsWith("S") || type.length() != 2) {
            return values.of(draw.oneOf("SS", "NS", "BS"));
        }
        return item.has(name) && draw.chance(0.5) ? item.path(name) : values.of(type);
    }
}
