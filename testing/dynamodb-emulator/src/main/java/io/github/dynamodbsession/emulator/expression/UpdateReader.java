package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads an update. For one expression. */
final class UpdateReader extends TreeReader {

    /** The parts of an update, each of which may be there once. */
    private enum Section {
        SET,
        REMOVE,
        ADD,
        DELETE
    }

    private final List<WrittenAction> actions = new ArrayList<>();

    private UpdateReader() {
        super(ExpressionKind.UPDATE);
    }

    static List<WrittenAction> read(String text) {
        ExpressionParser.UpdateContext tree = Syntax.parse(ExpressionKind.UPDATE, text, ExpressionParser::update);
        UpdateReader reader = new UpdateReader();
        Set<Section> sections = EnumSet.noneOf(Section.class);
        Section repeated = null;
        for (ExpressionParser.SectionContext context : tree.section()) {
            Section section = reader.section(context);
            if (!sections.add(section) && repeated == null) {
                repeated = section;
            }
        }
        if (repeated != null) {
            throw ExpressionKind.UPDATE.invalid(
                    "The \"" + repeated + "\" section can only be used once in an update expression;");
        }
        reader.requireFewOperators();
        return List.copyOf(reader.actions);
    }

    private Section section(ExpressionParser.SectionContext context) {
        if (context instanceof ExpressionParser.SetSectionContext set) {
            for (ExpressionParser.AssignmentContext assignment : set.assignment()) {
                actions.add(new WrittenAction.Put(path(assignment.path()), newValue(assignment.newValue())));
            }
            return Section.SET;
        }
        if (context instanceof ExpressionParser.RemoveSectionContext remove) {
            for (ExpressionParser.PathContext path : remove.path()) {
                actions.add(new WrittenAction.Remove(path(path)));
            }
            return Section.REMOVE;
        }
        if (context instanceof ExpressionParser.AddSectionContext add) {
            for (ExpressionParser.ChangeContext change : add.change()) {
                actions.add(new WrittenAction.Add(
                        path(change.path()), change.VALUE().getText()));
            }
            return Section.ADD;
        }
        for (ExpressionParser.ChangeContext change : ((ExpressionParser.DeleteSectionContext) context).change()) {
            actions.add(
                    new WrittenAction.Delete(path(change.path()), change.VALUE().getText()));
        }
        return Section.DELETE;
    }

    private WrittenOperand newValue(ExpressionParser.NewValueContext context) {
        if (context.newValue() != null) {
            return newValue(context.newValue());
        }
        WrittenOperand first = operand(context.operand(0));
        if (context.operand().size() == 1) {
            return first;
        }
        countOperator();
        return new NewValue.Written.Sum(first, context.MINUS() != null, operand(context.operand(1)));
    }

    @Override
    WrittenOperand function(ExpressionParser.FunctionContext context) {
        String name = context.IDENTIFIER().getText();
        UpdateFunction function = UpdateFunction.of(name);
        if (function == null) {
            boolean ofConditions = name.equals("size") || ConditionFunction.of(name) != null;
            throw kind.invalid(
                    ofConditions
                            ? "The function is not allowed in an update expression; function: " + name
                            : "Invalid function name; function: " + name);
        }
        countOperator();
        return new NewValue.Written.Call(function, operands(context.operand()));
    }
}
