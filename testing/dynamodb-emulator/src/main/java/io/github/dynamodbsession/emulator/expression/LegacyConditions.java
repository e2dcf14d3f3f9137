package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Makes conditions of the parameters that were there before expressions. */
final class LegacyConditions {

    private LegacyConditions() {}

    static Condition ofExpected(Map<String, ExpectedAttribute> expected, @Nullable ConditionalOperator operator) {
        Map<String, AttributeCondition> conditions = new LinkedHashMap<>();
        expected.forEach((attribute, asked) -> conditions.put(attribute, asked.condition(attribute)));
        return of(conditions, operator);
    }

    static Condition ofFilter(Map<String, AttributeCondition> filter, @Nullable ConditionalOperator operator) {
        filter.values().forEach(AttributeCondition::check);
        return of(filter, operator);
    }

    private static Condition of(Map<String, AttributeCondition> conditions, @Nullable ConditionalOperator operator) {
        List<Entry<String, AttributeCondition>> all =
                conditions.entrySet().stream().map(Map.Entry::copyOf).toList();
        boolean oneIsEnough = operator == ConditionalOperator.OR && !all.isEmpty();
        Criterion criterion = item -> {
            for (Entry<String, AttributeCondition> one : all) {
                if (holds(one, item) == oneIsEnough) {
                    return oneIsEnough;
                }
            }
            return !oneIsEnough;
        };
        return new Condition(
                criterion, conditions.keySet().stream().map(Path::of).toList());
    }

    private static boolean holds(Entry<String, AttributeCondition> one, Map<String, AttributeValue> item) {
        AttributeCondition condition = one.getValue();
        return condition.operator().holds(item.get(one.getKey()), condition.values());
    }
}
