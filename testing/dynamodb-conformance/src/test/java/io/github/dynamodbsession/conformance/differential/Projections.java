package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Draws projection expressions and lists of attributes to get. */
final class Projections {

    private final Draw draw;
    private final Paths paths;
    private final Predicate<String> allowed;

    Projections(Draw draw, Predicate<String> allowed) {
        this.draw = draw;
        paths = new Paths(draw);
        this.allowed = allowed;
    }

    /** Paths that do not overlap, since each starts with another attribute, or they are members of one map. */
    String expression(JsonNode item, List<String> keys, Placeholders placeholders) {
        List<DocumentPath> drawn = new ArrayList<>();
        for (String key : draw.some(draw.below(2), keys)) {
            drawn.add(DocumentPath.of(key));
        }
        for (String name : draw.some(draw.between(1, 3), names(item))) {
            DocumentPath path = paths.within(item, DocumentPath.of(name));
            drawn.add(path);
            if (path.equals(DocumentPath.of("doc").then("city"))) {
                drawn.add(DocumentPath.of("doc").then("zip"));
            }
        }
        if (drawn.isEmpty()) {
            drawn.add(DocumentPath.of(keys.get(0)));
        }
        return drawn.stream().map(path -> path.written(placeholders)).collect(Collectors.joining(", "));
    }

    JsonNode attributesToGet(JsonNode item, List<String> keys) {
        List<String> names = new ArrayList<>(names(item));
        names.addAll(keys);
        return Json.texts(draw.some(draw.between(1, 3), names));
    }

    private List<String> names(JsonNode item) {
        List<String> existing = item.propertyNames().stream()
                .filter(allowed)
                .filter(Items.NAMES::contains)
                .sorted()
                .toList();
        return existing.isEmpty() || draw.chance(0.2)
                ? Items.NAMES.stream().filter(allowed).toList()
                : existing;
    }
}
