package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.MapEntries;
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

    /** Enough for a save of a few attributes. */
    private static final int USUAL_LENGTH = 192;

    private static final Placeholders NAMES = Placeholders.startingWith('#');
    private static final Placeholders VALUES = Placeholders.startingWith(':');

    private final Map<String, String> placeholders = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final StringBuilder condition = new StringBuilder(USUAL_LENGTH);
    private final StringBuilder sets = new StringBuilder(USUAL_LENGTH);
    private final StringBuilder removes = new StringBuilder(0);
    private final StringBuilder projected = new StringBuilder(0);

    String name(String attribute) {
        String known = placeholders.get(attribute);
        if (known != null) {
            return known;
        }
        String placeholder = NAMES.get(placeholders.size());
        placeholders.put(attribute, placeholder);
        return placeholder;
    }

    /** A key within a map. */
    String path(String map, String key) {
        return name(map) + "." + name(key);
    }

    String value(Value value) {
        values.add(value);
        return VALUES.get(values.size() - 1);
    }

    ExpressionBuilder require(String requirement) {
        begin(condition, "", " AND ").append(requirement);
        return this;
    }

    ExpressionBuilder set(String path, Value value) {
        begin(sets, "SET ", ",").append(path).append('=').append(value(value));
        return this;
    }

    /** Sets a value that is not there yet. */
    ExpressionBuilder setIfAbsent(String path, Value value) {
        begin(sets, "SET ", ",")
                .append(path)
                .append("=if_not_exists(")
                .append(path)
                .append(',')
                .append(value(value))
                .append(')');
        return this;
    }

    ExpressionBuilder remove(String path) {
        begin(removes, "REMOVE ", ",").append(path);
        return this;
    }

    ExpressionBuilder project(String path) {
        begin(projected, "", ",").append(path);
        return this;
    }

    private static StringBuilder begin(StringBuilder list, String first, String further) {
        return list.append(list.isEmpty() ? first : further);
    }

    /**
     * Whether DynamoDB accepts an update of this length. It also limits operators to 300, but our updates have none: an
     * assignment is a clause.
     */
    boolean fits() {
        int clauses = sets.isEmpty() || removes.isEmpty() ? 0 : 1;
        return condition.length() <= MAX_EXPRESSION_LENGTH
                && sets.length() + clauses + removes.length() <= MAX_EXPRESSION_LENGTH;
    }

    Expression build() {
        return new Expression(
                condition.toString(), update(), projected.toString(), namesByPlaceholder(), valuesByPlaceholder());
    }

    private String update() {
        if (removes.isEmpty()) {
            return sets.toString();
        }
        return sets.isEmpty() ? removes.toString() : sets + " " + removes;
    }

    private Map<String, String> namesByPlaceholder() {
        MapEntries<String, String> names = new MapEntries<>(placeholders.size());
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            names.add(placeholder.getValue(), placeholder.getKey());
        }
        return names.toMap();
    }

    private Map<String, Value> valuesByPlaceholder() {
        MapEntries<String, Value> byPlaceholder = new MapEntries<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            byPlaceholder.add(VALUES.get(i), values.get(i));
        }
        return byPlaceholder.toMap();
    }

    /** Numbered placeholders; the usual ones are made once. */
    private record Placeholders(char start, List<String> usual) {

        private static final int USUAL = 32;

        static Placeholders startingWith(char start) {
            List<String> usual = new ArrayList<>();
            for (int number = 0; number < USUAL; number++) {
                usual.add(start + Integer.toString(number));
            }
            return new Placeholders(start, List.copyOf(usual));
        }

        String get(int number) {
            return number < USUAL ? usual.get(number) : start + Integer.toString(number);
        }
    }
}
