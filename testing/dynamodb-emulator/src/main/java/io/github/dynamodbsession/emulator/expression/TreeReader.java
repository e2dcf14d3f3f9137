package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes what the grammar's rules for all kinds of expressions found into what can be bound, and refuses what is wrong
 * whatever the placeholders stand for: the first such thing in the order of writing. For one expression.
 */
abstract class TreeReader {

    private static final long GREATEST_INDEX = 4_294_967_294L;
    private static final int MAX_OPERATORS = 300;

    final ExpressionKind kind;
    private int operators;

    TreeReader(ExpressionKind kind) {
        this.kind = kind;
    }

    /** Takes notice of an operator or function. */
    final void countOperator() {
        operators++;
    }

    /** Refuses an expression with too many of them. */
    final void requireFewOperators() {
        if (operators > MAX_OPERATORS) {
            // The service stops counting there.
            throw kind.invalid("The expression contains too many operators; operator count: " + (MAX_OPERATORS + 1));
        }
    }

    final WrittenPath path(ExpressionParser.PathContext context) {
        return path(context.name().getText(), context.step());
    }

    final WrittenPath path(String name, List<ExpressionParser.StepContext> steps) {
        List<PathElement> elements = new ArrayList<>(1 + steps.size());
        elements.add(field(name));
        for (ExpressionParser.StepContext step : steps) {
            elements.add(
                    step.INDEX() == null
                            ? field(step.name().getText())
                            : index(step.INDEX().getText()));
        }
        return new WrittenPath(elements);
    }

    private PathElement field(String name) {
        if (!name.startsWith("#") && ReservedWords.contains(name)) {
            throw kind.invalid("Attribute name is a reserved keyword; reserved keyword: " + name);
        }
        return new PathElement.Field(name);
    }

    private PathElement index(String digits) {
        if (digits.length() > 10 || Long.parseLong(digits) > GREATEST_INDEX) {
            throw kind.invalid("List index is not within the allowable range; index: [" + digits + "]");
        }
        return new PathElement.Index(Long.parseLong(digits));
    }
}
