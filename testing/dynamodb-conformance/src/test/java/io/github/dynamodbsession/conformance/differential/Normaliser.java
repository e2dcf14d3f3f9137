package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Evens out what has no defined order or value, and nothing else. */
final class Normaliser {

    private static final Set<String> SETS = Set.of("SS", "NS", "BS");
    private static final Set<String> UNORDERED =
            Set.of("AttributeDefinitions", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "NonKeyAttributes");
    private static final Set<String> TIMES = Set.of(
            "CreationDateTime", "LastIncreaseDateTime", "LastDecreaseDateTime", "LastUpdateToPayPerRequestDateTime");
    /** The service counts these anew every six hours or so. */
    private static final Set<String> ESTIMATES = Set.of("ItemCount", "TableSizeBytes", "IndexSizeBytes");

    private static final Pattern ARN = Pattern.compile("arn:aws:dynamodb:[^:]*:[0-9]*:");
    private static final Pattern ENUMERATION =
            Pattern.compile("(?<=keys: |valid types: |operand type: )\\{[^}]*}|(?<=enum value set: )\\[[^]]*]");
    private static final Pattern CONSTRAINTS =
            Pattern.compile("([0-9]+ validation errors detected: )(.*)", Pattern.DOTALL);

    private Normaliser() {}

    static Answer normalised(Request request, Answer answer) {
        JsonNode body = normalised("", answer.body());
        if (answer.succeeded() && request.operation().startsWith("Batch") && body instanceof ObjectNode batch) {
            body.path("Responses").properties().forEach(table -> sort(table.getValue()));
            sort(body.path("ConsumedCapacity"), table -> table.path("TableName").asString(""));
            dropIfEmpty(batch, "UnprocessedItems");
            dropIfEmpty(batch, "UnprocessedKeys");
        }
        return new Answer(answer.status(), body);
    }

    private static String nameOf(JsonNode member) {
        return member.isString()
                ? member.asString()
                : member.path("AttributeName").asString(member.path("IndexName").asString(""));
    }

    private static void dropIfEmpty(ObjectNode batch, String name) {
        if (batch.path(name).isObject() && batch.path(name).isEmpty()) {
            batch.remove(name);
        }
    }

    private static JsonNode normalised(String name, JsonNode node) {
        if (node.isObject()) {
            ObjectNode members = Json.object();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                members.set(member.getKey(), normalised(member.getKey(), member.getValue()));
            }
            return members;
        }
        if (node.isArray()) {
            ArrayNode members = Json.array();
            node.forEach(member -> members.add(normalised("", member)));
            if (SETS.contains(name)) {
                sort(members);
            } else if (UNORDERED.contains(name)) {
                sort(members, Normaliser::nameOf);
            }
            return members;
        }
        if (node.isNumber() && (TIMES.contains(name) || ESTIMATES.contains(name))) {
            return Json.text("any");
        }
        return node.isString() ? Json.text(text(name, node.asString())) : node;
    }

    private static String text(String name, String value) {
        return switch (name) {
            case "TableId" -> "any";
            case "TableArn", "IndexArn" -> ARN.matcher(value).replaceFirst("arn:aws:dynamodb:any:");
            case "message", "Message" -> message(value);
            default -> value;
        };
    }

    /** A message with whatever it takes from a set or a map in alphabetical order. */
    static String message(String message) {
        String sorted = ENUMERATION.matcher(message).replaceAll(Normaliser::sorted);
        return CONSTRAINTS
                .matcher(sorted)
                .replaceFirst(match -> Matcher.quoteReplacement(match.group(1)
                        + Stream.of(match.group(2).split("; (?=Value |Failed )", -1))
                                .sorted()
                                .collect(Collectors.joining("; "))));
    }

    private static String sorted(MatchResult match) {
        String list = match.group();
        String members = Stream.of(list.substring(1, list.length() - 1).split(", ?", -1))
                .sorted()
                .collect(Collectors.joining(", "));
        return Matcher.quoteReplacement(list.charAt(0) + members + list.charAt(list.length() - 1));
    }

    private static void sort(JsonNode node) {
        sort(node, JsonNode::toString);
    }

    private static void sort(JsonNode node, Function<JsonNode, String> by) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> members = new ArrayList<>();
            array.forEach(members::add);
            members.sort(Comparator.comparing(by));
            array.removeAll();
            array.addAll(members);
        }
    }
}
