package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A key attribute and its type, with the few values it takes, so that requests meet at the same items. */
record KeyAttribute(String name, String type) {

    private static final List<String> STRINGS = List.of("a", "ab", "b", "é", "z");
    private static final List<String> NUMBERS = List.of("1", "2", "10", "-3.5", "0");
    private static final List<String> BINARIES = List.of("AQ==", "AQI=", "AgM=", "/w==", "AAE=");

    List<String> values() {
        return switch (type) {
            case "S" -> STRINGS;
            case "N" -> NUMBERS;
            default -> BINARIES;
        };
    }

    JsonNode value(Draw draw) {
        return Json.object(type, draw.oneOf(values()));
    }

    JsonNode definition() {
        return Json.object("AttributeName", name).put("AttributeType", type);
    }

    JsonNode schema(String role) {
        return Json.object("AttributeName", name).put("KeyType", role);
    }

    boolean fits(JsonNode value) {
        return value.path(type).isString();
    }
}
