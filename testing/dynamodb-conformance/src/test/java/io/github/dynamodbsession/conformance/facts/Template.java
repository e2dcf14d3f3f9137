package io.github.dynamodbsession.conformance.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests and expectations out of what a facts file says. In every text, {@code $HASH} and other names in upper
 * case are tables. An object with one member is replaced by what it stands for:
 *
 * <ul>
 *   <li>{@code {"$repeat": ["a", 256]}}: the text so many times
 *   <li>{@code {"$text": ["SET ", {...}]}}: texts put together
 *   <li>{@code {"$bytes": 9}}: so many zero bytes, in Base64
 *   <li>{@code {"$nested": 32}}: a string inside so many maps, each with the one key {@code n}
 *   <li>{@code {"$list": {"times": 3, "of": {...}}}}: an array; in its texts, <code>${i}</code> counts from 0
 *   <li>{@code {"$join": {"times": 3, "of": "a${i}", "with": ", "}}}: such texts put together
 *   <li>{@code {"$entries": {"times": 3, "key": "a${i}", "value": {...}}}}: an object
 *   <li>{@code {"$merge": [{...}, {...}]}}: the members of several objects
 *   <li>{@code {"$epoch": "-PT1H"}}: so long from when the last table was made by the
 *       endpoint's clock, in epoch seconds, as text
 *   <li>{@code {"$answer": "/LastEvaluatedKey"}}: that part of the last answer; with {@code "name:"} in front, of the
 *       answer to the step that is called so
 * </ul>
 */
final class Template {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern TABLE = Pattern.compile("\\$([A-Z][A-Z0-9]*)");
    private static final String COUNTER = "${i}";

    private final UnaryOperator<String> tableNames;
    private final Map<String, JsonNode> answers = new HashMap<>();
    private Instant now = Instant.now();

    /** One that asks for the real name of each table. */
    Template(UnaryOperator<String> tableNames) {
        this.tableNames = tableNames;
    }

    /** Takes note of what the clock of the endpoint says. */
    void isNow(Instant time) {
        now = time;
    }

    /** Takes note of an answer, by the name of its step as well, if it has one. */
    void answered(String step, JsonNode answer) {
        answers.put("", answer);
        answers.put(step, answer);
    }

    JsonNode fill(JsonNode node) {
        return fill(node, "");
    }

    private JsonNode fill(JsonNode node, String count) {
        if (node.isString()) {
            return NODES.stringNode(fill(node.stringValue(), count));
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(element -> array.add(fill(element, count)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1) {
            String name = node.propertyNames().iterator().next();
            if (name.startsWith("$") && Character.isLowerCase(name.charAt(1))) {
                return generate(name, node.get(name), count);
            }
        }
        ObjectNode object = NODES.objectNode();
        node.properties().forEach(member -> object.set(fill(member.getKey(), count), fill(member.getValue(), count)));
        return object;
    }

    private String fill(String text, String count) {
        Matcher matcher = TABLE.matcher(text.replace(COUNTER, count));
        return matcher.replaceAll(found -> Matcher.quoteReplacement(tableNames.apply(found.group(1))));
    }

    private JsonNode generate(String name, JsonNode argument, String count) {
        return switch (name) {
            case "$repeat" ->
                NODES.stringNode(fill(argument.get(0), count)
                        .stringValue()
                        .repeat(argument.get(1).intValue()));
            case "$text" -> {
                StringBuilder text = new StringBuilder();
                argument.forEach(part -> text.append(fill(part, count).stringValue()));
                yield NODES.stringNode(text.toString());
            }
            case "$bytes" -> NODES.stringNode(Base64.getEncoder().encodeToString(new byte[argument.intValue()]));
            case "$nested" -> {
                JsonNode value = NODES.objectNode().put("S", "leaf");
                for (int level = 0; level < argument.intValue(); level++) {
                    value = NODES.objectNode().set("M", NODES.objectNode().set("n", value));
                }
                yield value;
            }
            case "$list" -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = 0; i < argument.path("times").intValue(); i++) {
                    array.add(fill(argument.path("of"), String.valueOf(i)));
                }
                yield array;
            }
            case "$join" -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < argument.path("times").intValue(); i++) {
                    text.append(i == 0 ? "" : argument.path("with").asString(""))
                            .append(fill(argument.path("of"), String.valueOf(i)).stringValue());
                }
                yield NODES.stringNode(text.toString());
            }
            case "$entries" -> {
                ObjectNode object = NODES.objectNode();
                for (int i = 0; i < argument.path("times").intValue(); i++) {
                    object.set(
                            fill(argument.path("key"), String.valueOf(i)).stringValue(),
                            fill(argument.path("value"), String.valueOf(i)));
                }
                yield object;
            }
            case "$merge" -> {
                ObjectNode object = NODES.objectNode();
                argument.forEach(part -> fill(part, count)
                        .properties()
                        .forEach(member -> object.set(member.getKey(), member.getValue())));
                yield object;
            }
            case "$epoch" ->
                NODES.stringNode(Long.toString(
                        now.plus(Duration.parse(argument.stringValue())).getEpochSecond()));
            case "$answer" -> {
                String path = argument.stringValue();
                int colon = path.indexOf(':');
                JsonNode part = answers.getOrDefault(path.substring(0, Math.max(colon, 0)), NODES.missingNode())
                        .at(path.substring(colon + 1));
                if (part.isMissingNode()) {
                    throw new AssertionError("No answer had " + path);
                }
                yield part;
            }
            default -> NODES.objectNode().set(name, fill(argument, count));
        };
    }
}
