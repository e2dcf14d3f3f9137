package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A document path with all its names. Immutable. */
final class Path {

    private final String attribute;
    private final List<PathElement> elements;

    /** One that begins with a field. */
    Path(List<PathElement> elements) {
        this.attribute = ((PathElement.Field) elements.get(0)).name();
        this.elements = elements;
    }

    /** One that is an attribute of the item itself. */
    static Path of(String attribute) {
        return new Path(List.of(new PathElement.Field(attribute)));
    }

    /** The attribute of the item that it is in or that it is. */
    String attribute() {
        return attribute;
    }

    List<PathElement> elements() {
        return elements;
    }

    /** Whether it goes into the attribute. */
    boolean isNested() {
        return elements.size() > 1;
    }

    /** What is there in that item; {@code null} if nothing is. */
    @Nullable
    AttributeValue in(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(attribute);
        for (int i = 1; i < elements.size() && value != null; i++) {
            value = elements.get(i).in(value);
        }
        return value;
    }

    /** The attributes that these are in or that they are. */
    static Set<String> attributes(Collection<Path> paths) {
        Set<String> attributes = new LinkedHashSet<>();
        paths.forEach(path -> attributes.add(path.attribute));
        return attributes;
    }

    /** The attributes that these go into. */
    static Set<String> nestedAttributes(Collection<Path> paths) {
        Set<String> attributes = new LinkedHashSet<>();
        paths.stream().filter(Path::isNested).forEach(path -> attributes.add(path.attribute));
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path path && elements.equals(path.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    /** As the service's messages show it: {@code [a, [1], b]}. */
    @Override
    public String toString() {
        return elements.toString();
    }
}
