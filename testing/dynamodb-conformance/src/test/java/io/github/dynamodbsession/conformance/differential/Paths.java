package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Draws paths that mostly exist in an item. */
final class Paths {

    private final Draw draw;

    Paths(Draw draw) {
        this.draw = draw;
    }

    /** A path that starts with a name that is allowed. */
    DocumentPath any(JsonNode item, Predicate<String> allowed) {
        List<String> existing =
                item.propertyNames().stream().filter(allowed).sorted().toList();
        if (existing.isEmpty() || draw.chance(0.2)) {
            List<String> names = Items.NAMES.stream().filter(allowed).toList();
            return DocumentPath.of(names.isEmpty() ? "str" : draw.oneOf(names));
        }
        return within(item, DocumentPath.of(draw.oneOf(existing)));
    }

    /** That path or one that leads further into what is there. */
    DocumentPath within(JsonNode item, DocumentPath start) {
        JsonNode value = start.in(item);
        if (value.has("L") && draw.chance(0.6)) {
            int size = value.path("L").size();
            return within(item, start.then(size == 0 || draw.chance(0.1) ? size + draw.below(3) : draw.below(size)));
        }
        if (value.has("M") && draw.chance(0.7)) {
            List<String> names = List.copyOf(value.path("M").propertyNames());
            return within(item, start.then(names.isEmpty() || draw.chance(0.1) ? "zip" : draw.oneOf(names)));
        }
        return start;
    }
}
