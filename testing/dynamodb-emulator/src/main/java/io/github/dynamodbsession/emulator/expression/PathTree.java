package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Paths merged by what they have in common, to take those parts out of an item. */
final class PathTree {

    /** What is wanted below; empty where all is wanted. */
    private final Map<PathElement, PathTree> below = new LinkedHashMap<>();

    private PathTree() {}

    /** That of paths without clashes. */
    static PathTree of(List<Path> paths) {
        PathTree root = new PathTree();
        for (Path path : paths) {
            PathTree node = root;
            for (PathElement element : path.elements()) {
                node = node.below.computeIfAbsent(element, e -> new PathTree());
            }
        }
        return root;
    }

    /** The parts of the item that are there, in the order of the paths. */
    Map<String, AttributeValue> partsOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> parts = new LinkedHashMap<>();
        below.forEach((element, node) -> {
            String name = ((PathElement.Field) element).name();
            AttributeValue value = item.get(name);
            AttributeValue part = value == null ? null : node.partOf(value);
            if (part != null) {
                parts.put(name, part);
            }
        });
        return parts;
    }

    private @Nullable AttributeValue partOf(AttributeValue value) {
        if (below.isEmpty()) {
            return value;
        }
        if (value instanceof AttributeValue.M map) {
            Map<String, AttributeValue> parts = partsOfMap(map);
            return parts.isEmpty() ? null : new AttributeValue.M(parts);
        }
        if (value instanceof AttributeValue.L list) {
            List<AttributeValue> parts = partsOfList(list);
            return parts.isEmpty() ? null : new AttributeValue.L(parts);
        }
        return null;
    }

    private Map<String, AttributeValue> partsOfMap(AttributeValue.M map) {
        Map<String, AttributeValue> parts = new LinkedHashMap<>();
        below.forEach((element, node) -> {
            AttributeValue value = element.in(map);
            AttributeValue part = value == null ? null : node.partOf(value);
            if (part != null && element instanceof PathElement.Field field) {
                parts.put(field.name(), part);
            }
        });
        return parts;
    }

    /** In the order of the list, whatever that of the paths, and without gaps. */
    private List<AttributeValue> partsOfList(AttributeValue.L list) {
        Map<Long, AttributeValue> parts = new TreeMap<>();
        below.forEach((element, node) -> {
            AttributeValue value = element.in(list);
            AttributeValue part = value == null ? null : node.partOf(value);
            if (part != null && element instanceof PathElement.Index index) {
                parts.put(index.position(), part);
            }
        });
        return new ArrayList<>(parts.values());
    }
}
