package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which parts of an item are wanted. Immutable. */
public final class Projection {

    private final List<Path> paths;
    private final PathTree tree;

    Projection(List<Path> paths) {
        this.paths = paths;
        this.tree = PathTree.of(paths);
    }

    /**
     * What {@code AttributesToGet} says.
     *
     * @param attributes not {@code null}
     * @throws ApiException if one of them is there twice
     */
    public static Projection ofAttributes(List<String> attributes) {
        Set<String> known = new HashSet<>();
        for (String attribute : attributes) {
            if (!known.add(attribute)) {
                throw ApiException.validation(
                        "One or more parameter values were invalid: Duplicate value in attribute name: " + attribute);
            }
        }
        return new Projection(attributes.stream().map(Path::of).toList());
    }

    /**
     * Takes the wanted parts out of an item: those of one map or list together, elements of lists in their order and
     * without gaps. What the item does not have is not there.
     *
     * @param item not {@code null}, and not changed
     */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return tree.partsOf(item);
    }

    /** The attributes of an item that are wanted, wholly or in part, in the order of writing. */
    public Set<String> attributes() {
        return Path.attributes(paths);
    }

    /** The attributes of which only parts are wanted, which no attribute of a key can be. */
    public Set<String> nestedAttributes() {
        return Path.nestedAttributes(paths);
    }
}
