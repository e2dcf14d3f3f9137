package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document path as an expression has it: its names may still be placeholders. Immutable. */
final class WrittenPath {

    private static final int MAX_DEPTH = 32;

    private final List<PathElement> elements;
    private final @Nullable Path fixed;

    /** One whose fields are placeholders where they begin with {@code #}. */
    WrittenPath(List<PathElement> elements) {
        this.elements = List.copyOf(elements);
        this.fixed = elements.size() <= MAX_DEPTH && elements.stream().noneMatch(WrittenPath::isPlaceholder)
                ? new Path(this.elements)
                : null;
    }

    private static boolean isPlaceholder(PathElement element) {
        return element instanceof PathElement.Field field && field.name().startsWith("#");
    }

    /** Its placeholders, in the order of writing. */
    List<String> placeholders() {
        return elements.stream()
                .filter(WrittenPath::isPlaceholder)
                .map(PathElement::toString)
                .toList();
    }

    Path bind(ExpressionKind kind, Placeholders placeholders) {
        if (fixed != null) {
            return fixed;
        }
        List<PathElement> bound = new ArrayList<>(elements.size());
        for (PathElement element : elements) {
            bound.add(
                    element instanceof PathElement.Field field && isPlaceholder(element)
                            ? new PathElement.Field(placeholders.name(kind, field.name()))
                            : element);
        }
        if (bound.size() > MAX_DEPTH) {
            throw kind.invalid("The document path has too many nesting levels; nesting levels: " + bound.size());
        }
        return new Path(bound);
    }
}
