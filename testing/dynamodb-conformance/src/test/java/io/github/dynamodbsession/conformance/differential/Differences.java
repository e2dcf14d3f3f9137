package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Finds the places at which two answers differ. */
final class Differences {

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** What differs between two answers that were normalised before. */
    static List<Difference> between(Answer emulator, Answer dynalite) {
        if (emulator.succeeded() && dynalite.succeeded()) {
            return between(emulator.body(), dynalite.body());
        }
        if (!emulator.rendered().equals(dynalite.rendered())) {
            return List.of(new Difference("", emulator.rendered(), dynalite.rendered()));
        }
        return between(emulator.body(), dynalite.body());
    }

    static List<Difference> between(JsonNode emulator, JsonNode dynalite) {
        Differences differences = new Differences();
        differences.compare("", emulator, dynalite);
        return differences.found;
    }

    private void compare(String at, JsonNode emulator, JsonNode dynalite) {
        if (emulator.isObject() && dynalite.isObject()) {
            Set<String> names = new TreeSet<>(emulator.propertyNames());
            names.addAll(dynalite.propertyNames());
            names.forEach(name -> compare(at + "/" + name, emulator.path(name), dynalite.path(name)));
        } else if (emulator.isArray() && dynalite.isArray() && emulator.size() == dynalite.size()) {
            for (int i = 0; i < emulator.size(); i++) {
                compare(at + "/" + i, emulator.path(i), dynalite.path(i));
            }
        } else if (!same(emulator, dynalite)) {
            found.add(new Difference(at, text(emulator), text(dynalite)));
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? Difference.ABSENT : node.isString() ? node.asString() : node.toString();
    }
}
