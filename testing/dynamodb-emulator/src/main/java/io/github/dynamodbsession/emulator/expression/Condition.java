package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold for an item. Immutable. */
public final class Condition {

    private final Criterion criterion;
    private final List<Path> paths;

    Condition(Criterion criterion, List<Path> paths) {
        this.criterion = criterion;
        this.paths = paths;
    }

    /**
     * What {@code Expected} says.
     *
     * @param expected by the names of attributes; not {@code null}, and nothing is asked for if it is empty
     * @param operator whether one is enough; {@code null} if the request does not say
     * @throws ApiException if it is nothing that the service takes
     */
    public static Condition ofExpected(
            Map<String, ExpectedAttribute> expected, @Nullable ConditionalOperator operator) {
        return LegacyConditions.ofExpected(expected, operator);
    }

    /**
     * What {@code QueryFilter} or {@code ScanFilter} says.
     *
     * @param filter by the names of attributes; not {@code null}, and nothing is asked for if it is empty
     * @param operator whether one is enough; {@code null} if the request does not say
     * @throws ApiException if it is nothing that the service takes
     */
    public static Condition ofFilter(Map<String, AttributeCondition> filter, @Nullable ConditionalOperator operator) {
        return LegacyConditions.ofFilter(filter, operator);
    }

    /**
     * Whether it holds.
     *
     * @param item the item, or an empty map where there is none; not {@code null}
     */
    public boolean holds(Map<String, AttributeValue> item) {
        return criterion.holds(item);
    }

    /** The attributes of an item that it looks at, in the order of writing. */
    public Set<String> attributes() {
        return Path.attributes(paths);
    }

    /** The attributes that it looks into, which no attribute of a key can be. */
    public Set<String> nestedAttributes() {
        return Path.nestedAttributes(paths);
    }
}
