package io.github.dynamodbsession.conformance.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer is to look like. Members of {@code then}:
 *
 * <ul>
 *   <li>{@code within}: for so many seconds it is asked again, until the answer is right
 *   <li>{@code status}: the HTTP status; 200 unless a {@code type} is given, 400 with one
 *   <li>{@code body}: all of the answer
 *   <li>{@code has}: some members of it; arrays have to have just those elements
 *   <li>{@code lacks}: JSON pointers to what is not to be there
 *   <li>{@code type}: the exception, without the package before it; or with one
 *   <li>{@code message}: its message; or several, of which one is right
 *   <li>{@code messageHas}: a part of the message; or several, which all have to be in it
 *   <li>{@code unordered}: true if the elements of arrays may come in any order; those of sets always may
 *   <li>{@code headers}: what HTTP headers say; {@code $crc32} stands for the check sum of the body
 * </ul>
 *
 * <p>In {@code body} and {@code has}, {@code {"$any": true}} stands for anything, {@code {"$between": [1, 2]}} for a
 * number, {@code {"$like": "a.*"}} for a text that a regular expression matches, {@code {"$size": 3}} for an array or
 * object with so many elements, {@code {"$size": [3, 5]}} for one with at least and at most so many, {@code {"$sorted": [...]}} for an array in just this order, sets included.
 */
final class Expectation {

    private static final Set<String> MEMBERS =
            Set.of("within", "status", "body", "has", "lacks", "type", "message", "messageHas", "unordered", "headers");
    private static final Set<String> SETS = Set.of("SS", "NS", "BS");

    private final JsonNode then;
    private final boolean unordered;

    Expectation(JsonNode then) {
        this.then = then;
        this.unordered = then.path("unordered").asBoolean(false);
        then.propertyNames().forEach(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("An expectation with the member '" + name + "'");
            }
        });
    }

    /** What is wrong with the answer; empty if nothing is. */
    List<String> problems(Api.Answer answer) {
        List<String> problems = new ArrayList<>();
        int status = then.path("status").asInt(then.has("type") ? 400 : 200);
        if (answer.status() != status) {
            problems.add("status " + answer.status() + " instead of " + status);
        }
        JsonNode body = answer.body();
        if (then.has("body") && !matches(then.get("body"), body, true)) {
            problems.add("not all of it as expected");
        }
        if (then.has("has") && !matches(then.get("has"), body, false)) {
            problems.add("not in it as expected");
        }
        then.path("lacks").forEach(pointer -> {
            if (!body.at(pointer.stringValue()).isMissingNode()) {
                problems.add("has " + pointer.stringValue());
            }
        });
        if (then.has("type")) {
            checkType(then.get("type").stringValue(), body.path("__type").asString(""), problems);
        }
        checkMessage(message(body), problems);
        then.path("headers").properties().forEach(header -> {
            String value = answer.header(header.getKey());
            if (!isHeaderRight(header.getValue().stringValue(), value, answer)) {
                problems.add("header " + header.getKey() + ": " + value);
            }
        });
        return problems;
    }

    private static boolean isHeaderRight(String right, @Nullable String value, Api.Answer answer) {
        if (right.equals("$crc32")) {
            return crc32(answer.text()).equals(value);
        }
        return value != null && value.matches(right);
    }

    private static void checkType(String right, String type, List<String> problems) {
        if (!type.equals(right) && !type.endsWith("#" + right)) {
            problems.add("type " + type);
        }
    }

    /** Exceptions with members of their own begin it in upper case. */
    private static @Nullable String message(JsonNode body) {
        JsonNode message = body.has("message") ? body.get("message") : body.path("Message");
        return message.isString() ? message.stringValue() : null;
    }

    private void checkMessage(@Nullable String message, List<String> problems) {
        JsonNode right = then.path("message");
        boolean isRight = right.isMissingNode() || texts(right).stream().anyMatch(text -> text.equals(message));
        boolean hasAll =
                texts(then.path("messageHas")).stream().allMatch(part -> message != null && message.contains(part));
        if (!isRight || !hasAll) {
            problems.add("message: " + message);
        }
    }

    private static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.stringValue());
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String crc32(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue());
    }

    private boolean matches(JsonNode right, JsonNode is, boolean all) {
        if (right.isObject()) {
            if (right.size() == 1 && right.propertyNames().iterator().next().startsWith("$")) {
                return matchesSpecial(right.properties().iterator().next().getKey(), right, is, all);
            }
            if (!is.isObject() || (all && right.size() != is.size())) {
                return false;
            }
            return right.properties().stream().allMatch(member -> {
                JsonNode there = is.path(member.getKey());
                boolean isSet =
                        SETS.contains(member.getKey()) && member.getValue().isArray();
                return isSet
                        ? matchesInAnyOrder(member.getValue(), there, all)
                        : matches(member.getValue(), there, all);
            });
        }
        if (right.isArray()) {
            return unordered ? matchesInAnyOrder(right, is, all) : matchesInOrder(right, is, all);
        }
        if (right.isNumber()) {
            return is.isNumber() && right.decimalValue().compareTo(is.decimalValue()) == 0;
        }
        return right.equals(is);
    }

    private boolean matchesSpecial(String name, JsonNode right, JsonNode is, boolean all) {
        JsonNode argument = right.get(name);
        return switch (name) {
            case "$any" -> !is.isMissingNode();
            case "$between" ->
                is.isNumber()
                        && argument.get(0).decimalValue().compareTo(is.decimalValue()) <= 0
                        && argument.get(1).decimalValue().compareTo(is.decimalValue()) >= 0;
            case "$like" -> is.isString() && is.stringValue().matches(argument.stringValue());
            case "$size" -> {
                JsonNode least = argument.isArray() ? argument.get(0) : argument;
                JsonNode most = argument.isArray() ? argument.get(1) : argument;
                yield (is.isArray() || is.isObject()) && is.size() >= least.intValue() && is.size() <= most.intValue();
            }
            case "$sorted" -> matchesInOrder(argument, is, all);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private boolean matchesInOrder(JsonNode right, JsonNode is, boolean all) {
        if (!is.isArray() || is.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < right.size(); i++) {
            if (!matches(right.get(i), is.get(i), all)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesInAnyOrder(JsonNode right, JsonNode is, boolean all) {
        if (!right.isArray()) {
            return matches(right, is, all);
        }
        if (!is.isArray() || is.size() != right.size()) {
            return false;
        }
        List<JsonNode> left = new ArrayList<>();
        is.forEach(left::add);
        for (JsonNode element : right) {
            JsonNode found = left.stream()
                    .filter(candidate -> matches(element, candidate, all))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return false;
            }
            left.remove(found);
        }
        return true;
    }
}
