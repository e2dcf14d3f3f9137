package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Makes what the grammar's rules for all kinds of expressions found into what can be bound, and refuses what is wrong
 * whatever the placeholders stand for: the first such thing in the order of writing. For one expression.
 */
abstract class TreeReader {

    private static final long GREATEST_INDEX = 4_294_967_294L;
    private static final int MOST_OPERATORS = 300;

    final ExpressionKind kind;
    private int operators;

    TreeReader(ExpressionKind kind) {
        this.kind = kind;
    }

    /** What a function makes that is used as an operand. */
    abstract WrittenOperand function(ExpressionParser.FunctionContext context);

    /** Takes notice of an operator or function. */
    final void countOperator() {
        operators++;
    }

    /** Refuses an expression with too many of them. */
    final void requireFewOperators() {
        if (operators > MOST_OPERATORS) {
            // The service stops counting there.
            throw kind.invalid("The expression contains too many operators; operator count: " + (MOST_OPERATORS + 1));
        }
    }

    final WrittenOperand operand(ExpressionParser.OperandContext context) {
        if (context.path() != null) {
            return new WrittenOperand.Attribute(path(context.path()));
        }
        if (context.VALUE() != null) {
            return new WrittenOperand.Value(context.VALUE().getText());
        }
        if (context.function() != null) {
            return function(context.function());
        }
        return operand(context.operand());
    }

    final List<WrittenOperand> operands(List<ExpressionParser.OperandContext> contexts) {
        List<WrittenOperand> operands = new ArrayList<>(contexts.size());
        for (ExpressionParser.OperandContext context : contexts) {
            operands.add(operand(context));
        }
        return operands;
    }

    final WrittenPath path(ExpressionParser.PathContext context) {
        List<PathElement> elements = new ArrayList<>();
        for (ParseTree child : context.children) {
            if (child instanceof ExpressionParser.NameContext name) {
                elements.add(field(name.getText()));
            } else if (child instanceof TerminalNode node && node.getSymbol().getType() == ExpressionParser.INDEX) {
                elements.add(index(node.getText()));
            }
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
