package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the expressions of one call. Every name and value has a placeholder, so nothing needs quoting; placeholders are
 * as short as possible, since an expression has a maximum of 4 KB. Not safe for use by several threads.
 */
final class ExpressionBuilder {

    /** DynamoDB Developer Guide, "Service, account, and table quotas": the maximum length of an expression string. */
    static final int MAX_EXPRESSION_LENGTH = 4096;

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
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

    /** Sets a value that is not there yet. */
    ExpressionBuilder setIfAbsent(String path, Value value) {
        sets.add(path + "=if_not_exists(" + path + "," + value(value) + ")");
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
     * Whether DynamoDB accepts an update of this length. It also limits operators to 300, but our updates have none: an
     * assignment is a clause.
     */
    boolean fits() {
        return update().length() <= MAX_EXPRESSION_LENGTH;
    }

    Expression build() {
        Map<String, String> names = new HashMap<>();
        placeholders.forEach((attribute, placeholder) -> names.put(placeholder, attribute));
        return new Expression(String.join(" AND ", conditions), update(), String.join(",", projected), names, values);
    }

    private String update() {
        String set = sets.isEmpty() ? "" : "SET " + String.join(",", sets);
        String remove = removes.isEmpty() ? "" : " REMOVE " + String.join(",", removes);
        return (set + remove).strip();
    }
}
