package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.ArrayList;
import java.util.List;

/** Reads a condition. For one expression. */
final class ConditionReader extends TreeReader {

    private ConditionReader(ExpressionKind kind) {
        super(kind);
    }

    static WrittenCondition read(ExpressionKind kind, String text) {
        Syntax syntax = new Syntax(kind, text);
        return DeepStack.read(syntax, () -> read(kind, syntax));
    }

    private static WrittenCondition read(ExpressionKind kind, Syntax syntax) {
        ExpressionParser.AnyOfContext tree =
                syntax.parse(ExpressionParser::condition).anyOf();
        new ConditionShape(syntax).require(tree);
        ConditionReader reader = new ConditionReader(kind);
        WrittenCondition condition = reader.anyOf(tree);
        reader.requireFewOperators();
        return condition;
    }

    private WrittenCondition anyOf(ExpressionParser.AnyOfContext context) {
        List<WrittenCondition> conditions = new ArrayList<>(context.allOf().size());
        for (ExpressionParser.AllOfContext part : context.allOf()) {
            if (!conditions.isEmpty()) {
                countOperator();
            }
            conditions.add(allOf(part));
        }
        return conditions.size() == 1 ? conditions.get(0) : new WrittenCondition.AnyOf(conditions);
    }

    private WrittenCondition allOf(ExpressionParser.AllOfContext context) {
        List<WrittenCondition> conditions = new ArrayList<>(context.term().size());
        for (ExpressionParser.TermContext part : context.term()) {
            if (!conditions.isEmpty()) {
                countOperator();
            }
            conditions.add(term(part));
        }
        return conditions.size() == 1 ? conditions.get(0) : new WrittenCondition.AllOf(conditions);
    }

    private WrittenCondition term(ExpressionParser.TermContext context) {
        if (context.NOT() != null) {
            countOperator();
            return new WrittenCondition.Not(term(context.term()));
        }
        ExpressionParser.OperandContext first = context.operand(0);
        if (context.operand().size() == 1) {
            return first.anyOf() == null ? call(first) : anyOf(first.anyOf());
        }
        countOperator();
        List<WrittenOperand> operands = operands(context.operand());
        if (context.comparator() != null) {
            Relation relation = Relation.of(context.comparator().getText());
            return new WrittenCondition.Comparison(operands.get(0), relation, operands.get(1));
        }
        if (context.BETWEEN() != null) {
            return new WrittenCondition.Between(operands.get(0), operands.get(1), operands.get(2));
        }
        return new WrittenCondition.In(operands.get(0), operands.subList(1, operands.size()));
    }

    private WrittenCondition call(ExpressionParser.OperandContext context) {
        String name = context.IDENTIFIER().getText();
        ConditionFunction function = ConditionFunction.of(name);
        if (function == null) {
            throw refused(name);
        }
        countOperator();
        return new WrittenCondition.Call(function, operands(context.operand()));
    }

    private List<WrittenOperand> operands(List<ExpressionParser.OperandContext> contexts) {
        List<WrittenOperand> operands = new ArrayList<>(contexts.size());
        for (ExpressionParser.OperandContext context : contexts) {
            operands.add(operand(context));
        }
        return operands;
    }

    private WrittenOperand operand(ExpressionParser.OperandContext context) {
        if (context.anyOf() != null) {
            return operand(context.anyOf().allOf(0).term(0).operand(0));
        }
        if (context.VALUE() != null) {
            return new WrittenOperand.Value(context.VALUE().getText());
        }
        if (ConditionShape.isFunction(context)) {
            return size(context);
        }
        return new WrittenOperand.Attribute(path(context.getStart().getText(), context.step()));
    }

    /** Of all functions of conditions, this one alone has a value that can be an operand. */
    private WrittenOperand size(ExpressionParser.OperandContext context) {
        String name = context.IDENTIFIER().getText();
        if (!name.equals("size")) {
            throw refused(name);
        }
        countOperator();
        return new WrittenOperand.Size(operands(context.operand()));
    }

    private ApiException refused(String name) {
        if (name.equals("size") || ConditionFunction.of(name) != null) {
            return kind.invalid("The function is not allowed to be used this way in an expression; function: " + name);
        }
        if (UpdateFunction.of(name) != null) {
            return kind.invalid("The function is not allowed in a condition expression; function: " + name);
        }
        return kind.invalid("Invalid function name; function: " + name);
    }
}
