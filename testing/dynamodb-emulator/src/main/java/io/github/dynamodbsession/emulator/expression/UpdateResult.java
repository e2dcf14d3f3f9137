package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import java.util.Map;

/** What came out of an update. Immutable. */
public final class UpdateResult {

    private final Map<String, AttributeValue> before;
    private final Map<String, AttributeValue> after;
    private final List<Path> targets;

    UpdateResult(Map<String, AttributeValue> before, Map<String, AttributeValue> after, List<Path> targets) {
        this.before = before;
        this.after = after;
        this.targets = targets;
    }

    /** The item as it is now; nobody else has this map. */
    public Map<String, AttributeValue> item() {
        return after;
    }

    /** The parts that were to change, as they were: {@code UPDATED_OLD}. Empty if there were none of them. */
    public Map<String, AttributeValue> updatedOld() {
        return PathTree.of(targets).partsOf(before);
    }

    /**
     * The parts that were to change, as they are now: {@code UPDATED_NEW}. Empty if there are none of them. As with the
     * service, an element that was added beyond the end of a list is not among them, and where an element was removed,
     * the one that took its place is.
     */
    public Map<String, AttributeValue> updatedNew() {
        return PathTree.of(targets).partsOf(after);
    }
}
