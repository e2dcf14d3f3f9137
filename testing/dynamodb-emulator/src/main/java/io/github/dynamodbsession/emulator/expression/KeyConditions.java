package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a query asks of keys, before it is known what the key of the table or index is. Immutable. */
public final class KeyConditions {

    private static final Set<ComparisonOperator> OF_INDEXES = EnumSet.of(
            ComparisonOperator.EQ,
            ComparisonOperator.LT,
            ComparisonOperator.LE,
            ComparisonOperator.GT,
            ComparisonOperator.GE,
            ComparisonOperator.BETWEEN,
            ComparisonOperator.BEGINS_WITH);

    private final Map<String, AttributeCondition> conditions;

    /** Those that were checked as far as they can be without the key. */
    KeyConditions(Map<String, AttributeCondition> conditions) {
        this.conditions = conditions;
    }

    /**
     * What the older parameter {@code KeyConditions} says.
     *
     * @param conditions by the names of attributes; not {@code null}
     * @throws ApiException if it is nothing that the service takes, whatever the key is
     */
    public static KeyConditions of(Map<String, AttributeCondition> conditions) {
        conditions.values().forEach(AttributeCondition::check);
        if (conditions.isEmpty()) {
            throw ApiException.validation("Conditions can be of length 1 or 2 only");
        }
        return new KeyConditions(Map.copyOf(conditions));
    }

    /**
     * What that means for a key.
     *
     * @param schema not {@code null}
     * @throws ApiException if nothing can be read so
     */
    public KeyCondition forKey(QueriedKey schema) {
        if (conditions.size() > schema.size()) {
            throw ApiException.validation("The number of query conditions (" + conditions.size()
                    + ") exceeds the number of key attributes defined in the schema (" + schema.size() + ")");
        }
        QueriedKey.Key range = schema.range();
        AttributeCondition ofHash = find(schema.hash(), true);
        AttributeCondition ofRange = range == null ? null : find(range, conditions.size() > 1);
        if (ofHash == null || ofHash.operator() != ComparisonOperator.EQ) {
            throw ApiException.validation("Query key condition not supported");
        }
        AttributeValue hash = ofHash.values().get(0);
        if (range == null || ofRange == null) {
            return new KeyCondition(schema.hash().name(), hash, null);
        }
        List<AttributeValue> bounds = ofRange.values();
        return new KeyCondition(
                schema.hash().name(),
                hash,
                new RangeCondition(range.name(), ofRange.operator(), bounds.get(0), bounds.get(bounds.size() - 1)));
    }

    private @Nullable AttributeCondition find(QueriedKey.Key key, boolean required) {
        AttributeCondition condition = conditions.get(key.name());
        if (condition == null) {
            if (required) {
                throw ApiException.validation("Query condition missed key schema element: " + key.name());
            }
            return null;
        }
        if (!OF_INDEXES.contains(condition.operator())) {
            throw ApiException.validation("Attempted conditional constraint is not an indexable operation");
        }
        for (AttributeValue value : condition.values()) {
            if (!value.type().equals(key.type())) {
                throw ApiException.validation("One or more parameter values were invalid: Condition parameter type"
                        + " does not match schema type");
            }
            requireContent(key.name(), value);
        }
        return condition;
    }

    private static void requireContent(String key, AttributeValue value) {
        boolean emptyString =
                value instanceof AttributeValue.S string && string.value().isEmpty();
        boolean emptyBytes = value instanceof AttributeValue.B bytes && bytes.value().length == 0;
        if (emptyString || emptyBytes) {
            throw ApiException.validation("One or more parameter values are not valid. The AttributeValue for a key"
                    + " attribute cannot contain an empty " + (emptyString ? "string" : "binary") + " value. Key: "
                    + key);
        }
    }
}
