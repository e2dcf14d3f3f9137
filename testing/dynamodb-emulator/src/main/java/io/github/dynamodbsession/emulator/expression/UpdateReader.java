package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads an update. For one expression. */
final class UpdateReader extends TreeReader {

    private final List<WrittenAction> actions = new ArrayList<>();

    private UpdateReader() {
        super(ExpressionKind.UPDATE);
    }

    static List<WrittenAction> read(String text) {
        Syntax syntax = new Syntax(ExpressionKind.UPDATE, text);
        return DeepStack.read(syntax, () -> read(syntax));
    }

    private static List<WrittenAction> read(Syntax syntax) {
        ExpressionParser.UpdateContext tree = syntax.parse(ExpressionParser::update);
        tree.section().stream()
                .flatMap(section -> section.assignment().stream())
                .forEach(assignment -> requireShape(syntax, assignment.newValue()));
        UpdateReader reader = new UpdateReader();
        tree.section().forEach(reader::section);
        requireSectionsOnce(tree.section());
        reader.requireFewOperators();
        return List.copyOf(reader.actions);
    }

    /** Refuses a sum in parentheses that is a part of something. */
    private static void requireShape(Syntax syntax, ExpressionParser.NewValueContext context) {
        if (context.part().size() > 1) {
            context.part().forEach(part -> requireNoSum(syntax, part));
            return;
        }
        ExpressionParser.PartContext part = context.part(0);
        if (part.newValue() != null) {
            requireShape(syntax, part.newValue());
        } else {
            part.part().forEach(argument -> requireNoSum(syntax, argument));
        }
    }

    private static void requireNoSum(Syntax syntax, ExpressionParser.PartContext context) {
        ExpressionParser.NewValueContext inner = context.newValue();
        if (inner == null) {
            context.part().forEach(argument -> requireNoSum(syntax, argument));
        } else if (inner.part().size() > 1) {
            throw syntax.errorAfter(inner.part(0));
        } else {
            requireNoSum(syntax, inner.part(0));
        }
    }

    private static void requireSectionsOnce(List<ExpressionParser.SectionContext> sections) {
        Set<String> known = new TreeSet<>();
        for (ExpressionParser.SectionContext section : sections) {
            String name = section.getStart().getText().toUpperCase(Locale.ROOT);
            if (!known.add(name)) {
                throw ExpressionKind.UPDATE.invalid(
                        "The \"" + name + "\" section can only be used once in an update expression;");
            }
        }
    }

    private void section(ExpressionParser.SectionContext context) {
        for (ExpressionParser.AssignmentContext assignment : context.assignment()) {
            actions.add(new WrittenAction.Put(path(assignment.path()), newValue(assignment.newValue())));
        }
        for (ExpressionParser.PathContext path : context.path()) {
            actions.add(new WrittenAction.Remove(path(path)));
        }
        for (ExpressionParser.ChangeContext change : context.change()) {
            WrittenPath target = path(change.path());
            String value = change.VALUE().getText();
            actions.add(
                    context.ADD() == null
                            ? new WrittenAction.Delete(target, value)
                            : new WrittenAction.Add(target, value));
        }
    }

    private WrittenOperand newValue(ExpressionParser.NewValueContext context) {
        WrittenOperand first = part(context.part(0));
        if (context.part().size() == 1) {
            return first;
        }
        countOperator();
        return new NewValue.Written.Sum(first, context.MINUS() != null, part(context.part(1)));
    }

    private WrittenOperand part(ExpressionParser.PartContext context) {
        if (context.newValue() != null) {
            return newValue(context.newValue());
        }
        if (context.VALUE() != null) {
            return new WrittenOperand.Value(context.VALUE().getText());
        }
        if (context.part().isEmpty()) {
            return new WrittenOperand.Attribute(path(context.getStart().getText(), context.step()));
        }
        UpdateFunction function = function(context.IDENTIFIER().getText());
        countOperator();
        return new NewValue.Written.Call(
                function, context.part().stream().map(this::part).toList());
    }

    private UpdateFunction function(String name) {
        UpdateFunction function = UpdateFunction.of(name);
        if (function == null) {
            boolean ofConditions = name.equals("size") || ConditionFunction.of(name) != null;
            throw kind.invalid(
                    ofConditions
                            ? "The function is not allowed in an update expression; function: " + name
                            : "Invalid function name; function: " + name);
        }
        return function;
    }
}
