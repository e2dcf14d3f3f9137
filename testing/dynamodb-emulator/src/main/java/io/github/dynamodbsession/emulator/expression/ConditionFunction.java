package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that say yes or no. */
enum ConditionFunction {
    ATTRIBUTE_EXISTS("attribute_exists", 1) {
        @Override
        Criterion criterion(Binding binding, List<Operand> operands) {
            Path path = binding.requirePath(functionName(), operands.get(0));
            return item -> path.in(item) != null;
        }
    },
    ATTRIBUTE_NOT_EXISTS("attribute_not_exists", 1) {
        @Override
        Criterion criterion(Binding binding, List<Operand> operands) {
            Path path = binding.requirePath(functionName(), operands.get(0));
            return item -> path.in(item) == null;
        }
    },
    ATTRIBUTE_TYPE("attribute_type", 2) {
        @Override
        Criterion criterion(Binding binding, List<Operand> operands) {
            Path path = binding.requirePath(functionName(), operands.get(0));
            String type = typeName(binding, operands.get(1));
            return item -> {
                AttributeValue value = path.in(item);
                return value != null && value.type().equals(type);
            };
        }
    },
    BEGINS_WITH("begins_with", 2) {
        @Override
        Criterion criterion(Binding binding, List<Operand> operands) {
            Operand whole = operands.get(0);
            Operand beginning = operands.get(1);
            binding.requireType(functionName(), whole, BEGINNING);
            binding.requireType(functionName(), beginning, BEGINNING);
            return item -> Containment.beginsWith(whole.in(item), beginning.in(item));
        }
    },
    CONTAINS("contains", 2) {
        @Override
        Criterion criterion(Binding binding, List<Operand> operands) {
            Operand whole = operands.get(0);
            Operand part = operands.get(1);
            return item -> Containment.contains(whole.in(item), part.in(item));
        }
    };

    private static final Set<String> BEGINNING = Set.of("S", "B");
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

    private final String functionName;
    private final int operands;

    ConditionFunction(String functionName, int operands) {
        this.functionName = functionName;
        this.operands = operands;
    }

    /** The one of that name, in that case; {@code null} if there is none. */
    static @Nullable ConditionFunction of(String name) {
        for (ConditionFunction function : values()) {
            if (function.functionName.equals(name)) {
                return function;
            }
        }
        return null;
    }

    String functionName() {
        return functionName;
    }

    /** Checks the operands and makes of them what holds or not. */
    final Criterion bind(Binding binding, List<Operand> bound) {
        binding.requireCount(functionName, operands, bound);
        binding.requireDistinct(functionName, bound.get(0), bound.subList(1, bound.size()));
        return criterion(binding, bound);
    }

    abstract Criterion criterion(Binding binding, List<Operand> operands);

    private static String typeName(Binding binding, Operand operand) {
        if (!(operand instanceof Operand.Constant constant)) {
            String type = operand.type();
            throw binding.wrongType(
                    ATTRIBUTE_TYPE.functionName, type == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : type);
        }
        if (!(constant.value() instanceof AttributeValue.S name)) {
            throw binding.wrongType(ATTRIBUTE_TYPE.functionName, constant.type());
        }
        if (!TYPES.contains(name.value())) {
            throw binding.invalid("Invalid attribute type name found; type: " + name.value()
                    + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
        return name.value();
    }
}
