package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What changes within one map or list: for one thread, until it is applied. */
final class Edit {

    /** What comes to a place, or what changes within what is there. */
    private static final class Change {
        private @Nullable AttributeValue value;
        private @Nullable Edit within;
    }

    private final Map<PathElement, Change> changes = new LinkedHashMap<>();

    /** Adds what shall be at the end of the path; {@code null} if nothing shall. */
    void add(Path path, @Nullable AttributeValue value) {
        add(path.elements(), 1, value);
    }

    private void add(List<PathElement> elements, int position, @Nullable AttributeValue value) {
        Change change = changes.computeIfAbsent(elements.get(position), element -> new Change());
        if (position == elements.size() - 1) {
            change.value = value;
            return;
        }
        Edit within = change.within;
        if (within == null) {
            within = new Edit();
            change.within = within;
        }
        within.add(elements, position + 1, value);
    }

    /** A copy of the map or list with the changes. */
    AttributeValue of(@Nullable AttributeValue old) {
        if (old instanceof AttributeValue.M map) {
            return ofMap(map);
        }
        if (old instanceof AttributeValue.L list) {
            return ofList(list);
        }
        throw invalidPath();
    }

    private AttributeValue ofMap(AttributeValue.M map) {
        Map<String, AttributeValue> copy = map.copy();
        changes.forEach((element, change) -> {
            if (!(element instanceof PathElement.Field field)) {
                throw invalidPath();
            }
            AttributeValue value = change.within == null ? change.value : change.within.of(copy.get(field.name()));
            if (value == null) {
                copy.remove(field.name());
            } else {
                copy.put(field.name(), value);
            }
        });
        return new AttributeValue.M(copy);
    }

    /** All positions are those of the old list; what is beyond its end comes after it. */
    private AttributeValue ofList(AttributeValue.L list) {
        Map<Long, Change> byPosition = new TreeMap<>();
        changes.forEach((element, change) -> {
            if (!(element instanceof PathElement.Index index)) {
                throw invalidPath();
            }
            byPosition.put(index.position(), change);
        });
        List<AttributeValue> old = list.value();
        List<AttributeValue> copy = new ArrayList<>(old.size() + byPosition.size());
        for (int i = 0; i < old.size(); i++) {
            Change change = byPosition.remove((long) i);
            AttributeValue value = change == null ? old.get(i) : changed(change, old.get(i));
            if (value != null) {
                copy.add(value);
            }
        }
        byPosition.values().forEach(change -> {
            AttributeValue value = changed(change, null);
            if (value != null) {
                copy.add(value);
            }
        });
        return new AttributeValue.L(copy);
    }

    private static @Nullable AttributeValue changed(Change change, @Nullable AttributeValue old) {
        return change.within == null ? change.value : change.within.of(old);
    }

    private static ApiException invalidPath() {
        return ApiException.validation("The document path provided in the update expression is invalid for update");
    }
}
