package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws items. An attribute mostly has the type its name promises, and now and then another. */
final class Items {

    /** Attributes beside the keys. Some names are reserved words or need a placeholder for another reason. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("str", "S"),
            Map.entry("num", "N"),
            Map.entry("bin", "B"),
            Map.entry("flag", "BOOL"),
            Map.entry("nil", "NULL"),
            Map.entry("tags", "SS"),
            Map.entry("nums", "NS"),
            Map.entry("bins", "BS"),
            Map.entry("elems", "L"),
            Map.entry("doc", "M"),
            Map.entry("name", "S"),
            Map.entry("count", "N"),
            Map.entry("data", "M"),
            Map.entry("a.b", "S"),
            Map.entry("blank", "S"));

    /** The attribute that alone has values that are empty or false. */
    static final String BLANK = "blank";

    static final List<String> NAMES = TYPES.keySet().stream().sorted().toList();

    private final Draw draw;
    private final Values values;

    Items(Draw draw, Values values) {
        this.draw = draw;
        this.values = values;
    }

    ObjectNode item(TableShape table) {
        ObjectNode item = table.key(draw);
        for (KeyAttribute key : table.indexKeys()) {
            if (draw.chance(0.7)) {
                item.set(key.name(), key.value(draw));
            }
        }
        for (String name : draw.some(draw.between(0, 8), NAMES)) {
            item.set(name, value(name));
        }
        return item;
    }

    JsonNode value(String name) {
        if (name.equals(BLANK)) {
            return values.blank();
        }
        return draw.chance(0.9) ? values.of(typeOf(name)) : values.any();
    }

    static String typeOf(String name) {
        return TYPES.getOrDefault(name, "S");
    }

    /** Names of attributes that may be changed, of that type. */
    static List<String> namesOf(String type) {
        return new ArrayList<>(
                NAMES.stream().filter(name -> typeOf(name).equals(type)).toList());
    }
}
