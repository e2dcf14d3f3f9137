package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts JSON of another type in the place of any part of the request. */
final class JsonTypeFlaw implements Flaw {

    private final Draw draw;

    JsonTypeFlaw(Draw draw) {
        this.draw = draw;
    }

    @Override
    public boolean spoil(Request request) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        collect(request.body(), places);
        if (places.isEmpty()) {
            return false;
        }
        draw.oneOf(places).accept(other());
        return true;
    }

    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                places.add(value -> object.set(name, value));
                collect(object.path(name), places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                collect(array.path(i), places);
            }
        }
    }

    private JsonNode other() {
        return switch (draw.below(8)) {
            case 0 -> Json.truth(true);
            case 1 -> Json.truth(false);
            case 2 -> Json.whole(7);
            case 3 -> Json.number(1.5);
            case 4 -> Json.text("text");
            case 5 -> Json.array();
            case 6 -> Json.object();
            default -> Json.nothing();
        };
    }
}
