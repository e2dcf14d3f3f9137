package io.github.dynamodbsession.emulator.expression;

/**
 * Tells conditions from operands, which the grammar does not where there are parentheses around them. Immutable.
 *
 * @param syntax what the trees are of
 */
record ConditionShape(Syntax syntax) {

    /** Refuses an operand where a condition is wanted, and the other way round. */
    void require(ExpressionParser.AnyOfContext context) {
        for (ExpressionParser.AllOfContext part : context.allOf()) {
            part.term().forEach(this::require);
        }
    }

    private void require(ExpressionParser.TermContext context) {
        if (context.NOT() != null) {
            require(context.term());
        } else if (context.operand().size() > 1) {
            context.operand().forEach(this::requireOperand);
        } else {
            requireCondition(context.operand(0));
        }
    }

    private void requireCondition(ExpressionParser.OperandContext context) {
        if (context.anyOf() != null) {
            require(context.anyOf());
        } else if (isFunction(context)) {
            context.operand().forEach(this::requireOperand);
        } else {
            throw syntax.errorAfter(context);
        }
    }

    private void requireOperand(ExpressionParser.OperandContext context) {
        if (isFunction(context)) {
            context.operand().forEach(this::requireOperand);
        } else if (context.anyOf() != null) {
            requireInner(context);
        }
    }

    /** A comparison has no value, so that nothing that needs one can come after it. */
    private void requireInner(ExpressionParser.OperandContext context) {
        ExpressionParser.AnyOfContext inner = context.anyOf();
        if (!isOperand(inner)) {
            require(inner);
            throw syntax.errorAfter(context);
        }
        requireOperand(inner.allOf(0).term(0).operand(0));
    }

    private static boolean isOperand(ExpressionParser.AnyOfContext context) {
        if (context.allOf().size() > 1 || context.allOf(0).term().size() > 1) {
            return false;
        }
        ExpressionParser.TermContext term = context.allOf(0).term(0);
        return term.NOT() == null && term.operand().size() == 1;
    }

    static boolean isFunction(ExpressionParser.OperandContext context) {
        return !context.operand().isEmpty();
    }
}
