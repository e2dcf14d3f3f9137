package io.github.dynamodbsession.dynamo.call;

import java.util.Map;

/**
 * The expressions of one call, with what their placeholders stand for. Immutable. Its {@code toString} shows no value.
 *
 * @param condition what must hold for a write, the filter of a scan, or what a query asks of keys
 * @param update what an update does; empty for other calls
 * @param projection which attributes a scan or query shall answer with; empty for all
 * @param names attribute names by placeholder; copied
 * @param values values by placeholder; copied
 */
public record Expression(
        String condition, String update, String projection, Map<String, String> names, Map<String, Value> values) {

    /**
     * Copies both maps.
     *
     * @param condition what must hold for a write, the filter of a scan, or what a query asks of keys
     * @param update what an update does; empty for other calls
     * @param projection which attributes a scan or query shall answer with; empty for all
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
