package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the expressions of one call. Every name and value goes through a placeholder, so nothing needs quoting; the
 * placeholders are as short as can be, for an expression may have 4 KB only. Not safe for use by several threads.
 */
final class ExpressionBuilder {

    /** DynamoDB Developer Guide, "Service, account, and table quotas": the longest expression string. */
    static final int LONGEST_EXPRESSION = 4096;

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> projected = new ArrayList<>();

    String name(String attribute) {
        return placeholders.computeIfAbsent(attribute, a -> "#" + placeholders.size());
    }

    /** A key within a map. */
    String path(String map, String key) {
        return name(map) + "." + name(key);
    }

    String value(Value value) {
        String placeholder = ":" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    ExpressionBuilder require(String condition) {
        conditions.add(condition);
        return this;
    }

    ExpressionBuilder set(String path, Value value) {
        sets.add(path + "=" + value(value));
        return this;
    }

    /** Adds to a number; one that is not there counts as zero. */
    ExpressionBuilder add(String path, Value number) {
        adds.add(path + " " + value(number));
        return this;
    }

    ExpressionBuilder remove(String path) {
        removes.add(path);
        return this;
    }

    ExpressionBuilder project(String path) {
        projected.add(path);
        return this;
    }

    /**
     * Whether DynamoDB takes an update as long as this. It takes 300 operators as well, of which an update of ours has
     * none: an assignment is a clause.
     */
    boolean fits() {
        return update().length() <= LONGEST_EXPRESSION;
    }

    Expression build() {
        Map<String, String> names = new HashMap<>();
        placeholders.forEach((attribute, placeholder) -> names.put(placeholder, attribute));
        return new Expression(String.join(" AND ", conditions), update(), String.join(",", projected), names, values);
    }

    private String update() {
        String set = sets.isEmpty() ? "" : "SET " + String.join(",", sets);
        String remove = removes.isEmpty() ? "" : " REMOVE " + String.join(",", removes);
        String add = adds.isEmpty() ? "" : " ADD " + String.join(",", adds);
        return (set + remove + add).strip();
    }
}
