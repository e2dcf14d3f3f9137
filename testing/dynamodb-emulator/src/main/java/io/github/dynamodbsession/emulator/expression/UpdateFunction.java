package io.github.dynamodbsession.emulator.expression;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that make a new value. */
enum UpdateFunction {
    IF_NOT_EXISTS("if_not_exists") {
        @Override
        Operand operand(Binding binding, List<Operand> operands) {
            return new NewValue.IfNotExists(binding.requirePath(functionName(), operands.get(0)), operands.get(1));
        }
    },
    LIST_APPEND("list_append") {
        @Override
        Operand operand(Binding binding, List<Operand> operands) {
            operands.forEach(operand -> binding.requireType(functionName(), operand, LIST));
            return new NewValue.ListAppend(operands.get(0), operands.get(1));
        }
    };

    private static final Set<String> LIST = Set.of("L");

    private final String functionName;

    UpdateFunction(String functionName) {
        this.functionName = functionName;
    }

    /** The one of that name, in that case; {@code null} if there is none. */
    static @Nullable UpdateFunction of(String name) {
        for (UpdateFunction function : values()) {
            if (function.functionName.equals(name)) {
                return function;
            }
        }
        return null;
    }

    String functionName() {
        return functionName;
    }

    /** Checks the operands and makes of them what has the new value. */
    final Operand bind(Binding binding, List<Operand> bound) {
        binding.requireCount(functionName, 2, bound);
        return operand(binding, bound);
    }

    abstract Operand operand(Binding binding, List<Operand> operands);
}
