package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.ApiException;
import java.util.ArrayList;
import java.util.List;

/** Reads a condition. For one expression. */
final class ConditionReader extends TreeReader {

    private ConditionReader(ExpressionKind kind) {
        super(kind);
    }

    static WrittenCondition read(ExpressionKind kind, String text) {
        ExpressionParser.ConditionContext tree = Syntax.parse(kind, text, ExpressionParser::condition);
        ConditionReader reader = new ConditionReader(kind);
        WrittenCondition condition = reader.anyOf(tree.anyOf());
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
        if (context instanceof ExpressionParser.GroupContext group) {
            return anyOf(group.anyOf());
        }
        countOperator();
        if (context instanceof ExpressionParser.NegationContext negation) {
            return new WrittenCondition.Not(term(negation.term()));
        }
        if (context instanceof ExpressionParser.ComparisonContext comparison) {
            return new WrittenCondition.Comparison(
                    operand(comparison.operand(0)),
                    Relation.of(comparison.comparator().getText()),
                    operand(comparison.operand(1)));
        }
        if (context instanceof ExpressionParser.RangeContext range) {
            return new WrittenCondition.Between(
                    operand(range.operand(0)), operand(range.operand(1)), operand(range.operand(2)));
        }
        if (context instanceof ExpressionParser.MembershipContext membership) {
            List<WrittenOperand> all = operands(membership.operand());
            return new WrittenCondition.In(all.get(0), all.subList(1, all.size()));
        }
        return call(((ExpressionParser.PredicateContext) context).function());
    }

    private WrittenCondition call(ExpressionParser.FunctionContext context) {
        String name = context.IDENTIFIER().getText();
        ConditionFunction function = ConditionFunction.of(name);
        if (function == null) {
            throw refused(name);
        }
        return new WrittenCondition.Call(function, operands(context.operand()));
    }

    /** Of all functions of conditions, {@code size} alone has a value that can be an operand. */
    @Override
    WrittenOperand function(ExpressionParser.FunctionContext context) {
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
