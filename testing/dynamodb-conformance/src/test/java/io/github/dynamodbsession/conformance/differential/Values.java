package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws attribute values. There are few scalars, so that equal ones meet. */
final class Values {

    static final List<String> SCALARS = List.of("S", "N", "B");
    static final List<String> TYPES = List.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");

    private static final List<String> TEXTS = List.of("a", "ab", "abc", "b", "city", "ä€", "z");
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "3", "5", "10", "-1", "0.5", "-2.25", "100", "1000000000000", "0.000001");
    /** Numbers that are stored in another form than they are sent in. */
    private static final List<String> ODD_NUMBERS =
            List.of("1.0", "01", "1e2", "-0", "1E-3", "12345678901234567890123456789012345678", "1e125", "-1e-130");

    private static final List<String> BINARIES = List.of("AQ==", "AQI=", "AQID", "/w==");
    private static final List<String> TEXT_MEMBERS = List.of("", "a", "b", "city", "ä€");
    private static final List<String> BINARY_MEMBERS = List.of("", "AQ==", "AQI=", "/w==");
    private static final List<String> MEMBERS = List.of("city", "zip", "inner", "items");

    private final Draw draw;

    Values(Draw draw) {
        this.draw = draw;
    }

    JsonNode any() {
        return of(draw.oneOf(TYPES));
    }

    JsonNode of(String type) {
        return of(type, 0);
    }

    JsonNode text(String value) {
        return Json.object("S", value);
    }

    JsonNode number(String value) {
        return Json.object("N", value);
    }

    /** A number that is sent as it is stored. */
    JsonNode number() {
        return number(draw.oneOf(NUMBERS));
    }

    /** What JavaScript takes for false: dynalite has such an attribute in no BETWEEN, IN or attribute_type. */
    JsonNode blank() {
        return switch (draw.below(3)) {
            case 0 -> text("");
            case 1 -> Json.object("B", "");
            default -> Json.object("BOOL", Json.truth(false));
        };
    }

    private JsonNode of(String type, int depth) {
        return switch (type) {
            case "S" -> text(draw.oneOf(TEXTS));
            case "N" -> number(draw.chance(0.05) ? draw.oneOf(ODD_NUMBERS) : draw.oneOf(NUMBERS));
            case "B" -> Json.object("B", draw.oneOf(BINARIES));
            case "BOOL" -> Json.object("BOOL", Json.truth(true));
            case "NULL" -> Json.object("NULL", Json.truth(true));
            case "SS" -> Json.object("SS", members(TEXT_MEMBERS));
            case "NS" -> Json.object("NS", members(NUMBERS));
            case "BS" -> Json.object("BS", members(BINARY_MEMBERS));
            case "L" -> Json.object("L", list(depth));
            default -> Json.object("M", map(depth));
        };
    }

    private ArrayNode members(List<String> choices) {
        return Json.texts(draw.some(draw.between(1, 3), choices));
    }

    private ArrayNode list(int depth) {
        ArrayNode members = Json.array();
        int size = draw.below(4);
        for (int i = 0; i < size; i++) {
            members.add(member(depth));
        }
        return members;
    }

    private ObjectNode map(int depth) {
        ObjectNode members = Json.object();
        for (String name : draw.some(draw.below(4), MEMBERS)) {
            members.set(name, name.equals("items") && depth < 2 ? of("L", depth + 1) : member(depth));
        }
        return members;
    }

    private JsonNode member(int depth) {
        return of(depth < 2 ? draw.oneOf(TYPES) : draw.oneOf(SCALARS), depth + 1);
    }
}
