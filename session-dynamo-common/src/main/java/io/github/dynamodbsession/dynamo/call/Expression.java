package io.github.dynamodbsession.dynamo.call;

import java.util.Map;

/**
 * The expressions of one call, with the names and values of their placeholders. Immutable. Its {@code toString} shows no
 * value.
 *
 * @param condition the condition of a write, the filter of a scan, or the key condition of a query
 * @param update the changes of an update; empty for other calls
 * @param projection the attributes that a scan or query returns; empty for all
 * @param names attribute names by placeholder; copied
 * @param values values by placeholder; copied
 */
public record Expression(
        String condition, String update, String projection, Map<String, String> names, Map<String, Value> values) {

    /**
     * Copies both maps.
     *
     * @param condition the condition of a write, the filter of a scan, or the key condition of a query
     * @param update the changes of an update; empty for other calls
     * @param projection the attributes that a scan or query returns; empty for all
     * @param names attribute names by placeholder; copied
     * @param values values by placeholder; copied
     */
    public Expression {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return (update + " if " + condition).strip();
    }
}
