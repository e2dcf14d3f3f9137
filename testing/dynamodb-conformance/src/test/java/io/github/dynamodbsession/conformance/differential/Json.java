package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds, reads and writes JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode object(String name, JsonNode value) {
        return object().set(name, value);
    }

    static ObjectNode object(String name, String value) {
        return object().put(name, value);
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ArrayNode array(List<? extends JsonNode> members) {
        ArrayNode array = array();
        members.forEach(array::add);
        return array;
    }

    static ArrayNode texts(List<String> members) {
        ArrayNode array = array();
        members.forEach(array::add);
        return array;
    }

    static JsonNode text(String value) {
        return MAPPER.getNodeFactory().stringNode(value);
    }

    static JsonNode number(double value) {
        return MAPPER.getNodeFactory().numberNode(value);
    }

    static JsonNode whole(long value) {
        return MAPPER.getNodeFactory().numberNode(value);
    }

    static JsonNode truth(boolean value) {
        return MAPPER.getNodeFactory().booleanNode(value);
    }

    static JsonNode nothing() {
        return MAPPER.getNodeFactory().nullNode();
    }
}
