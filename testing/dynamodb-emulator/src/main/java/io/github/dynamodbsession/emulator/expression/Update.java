package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to change in an item. Immutable. */
public final class Update {

    private final List<Action> actions;
    private final List<Path> paths;

    Update(List<Action> actions, List<Path> paths) {
        this.actions = actions;
        this.paths = paths;
    }

    /**
     * What {@code AttributeUpdates} says.
     *
     * @param updates by the names of attributes; not {@code null}, and nothing changes if it is empty
     * @throws ApiException if it is nothing that the service takes
     */
    public static Update ofAttributeUpdates(Map<String, AttributeUpdate> updates) {
        return LegacyUpdates.of(updates);
    }

    /**
     * Makes the item that comes out. All that is read of the item is read as it was before; what does not change is the
     * same object in both.
     *
     * @param before the item, or only its key where there is none; not {@code null}, and not changed
     * @throws ApiException if it cannot be done with this item
     */
    public UpdateResult apply(Map<String, AttributeValue> before) {
        List<AttributeValue> values = new ArrayList<>(actions.size());
        for (Action action : actions) {
            values.add(action.after(before));
        }
        Map<String, AttributeValue> after = new LinkedHashMap<>(before);
        Map<String, Edit> nested = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Path target = actions.get(i).target();
            AttributeValue value = values.get(i);
            if (target.isNested()) {
                nested.computeIfAbsent(target.attribute(), attribute -> new Edit())
                        .add(target, value);
            } else if (value == null) {
                after.remove(target.attribute());
            } else {
                after.put(target.attribute(), value);
            }
        }
        nested.forEach((attribute, edit) -> after.put(attribute, edit.of(before.get(attribute))));
        return new UpdateResult(
                before, after, actions.stream().map(Action::target).toList());
    }

    /**
     * How many bytes the service counts for what is written, the item left aside.
     *
     * @param before the item, or only its key where there is none; not {@code null}
     */
    public int charge(Map<String, AttributeValue> before) {
        return UpdateCharge.of(actions, before);
    }

    /** The attributes of the item that it changes, in the order of writing. */
    public Set<String> attributes() {
        return Path.attributes(actions.stream().map(Action::target).toList());
    }

    /** The attributes that it looks into or changes a part of, which no attribute of a key can be. */
    public Set<String> nestedAttributes() {
        return Path.nestedAttributes(paths);
    }

    /** Whether it only removes something, so that it makes no item where there is none. */
    public boolean onlyRemoves() {
        return !actions.isEmpty() && actions.stream().allMatch(Action::onlyRemoves);
    }
}
