package io.github.dynamodbsession.conformance.differential;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The expression attribute names and values of one request. */
final class Placeholders {

    private static final Pattern PLAIN = Pattern.compile("[a-z]+");
    /** The reserved words among the names that these tests use. */
    private static final Set<String> RESERVED = Set.of("name", "count", "data", "items", "inner", "zone");

    private final Draw draw;
    private final ObjectNode names = Json.object();
    private final ObjectNode values = Json.object();

    Placeholders(Draw draw) {
        this.draw = draw;
    }

    /** The name itself where an expression may contain it, or a placeholder for it. */
    String name(String name) {
        if (PLAIN.matcher(name).matches() && !RESERVED.contains(name) && draw.chance(0.7)) {
            return name;
        }
        for (String known : names.propertyNames()) {
            if (names.path(known).asString().equals(name)) {
                return known;
            }
        }
        String placeholder = "#n" + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    String value(JsonNode value) {
        for (String known : values.propertyNames()) {
            if (values.path(known).equals(value)) {
                return known;
            }
        }
        String placeholder = ":v" + values.size();
        values.set(placeholder, value);
        return placeholder;
    }

    void addTo(ObjectNode request) {
        addNamesTo(request);
        if (!values.isEmpty()) {
            request.set("ExpressionAttributeValues", values);
        }
    }

    void addNamesTo(ObjectNode request) {
        if (!names.isEmpty()) {
            request.set("ExpressionAttributeNames", names);
        }
    }
}
