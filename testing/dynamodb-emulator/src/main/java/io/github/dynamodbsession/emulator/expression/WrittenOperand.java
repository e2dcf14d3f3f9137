package io.github.dynamodbsession.emulator.expression;

import java.util.List;
import java.util.Set;

/** What has a value, as an expression has it. Immutable. */
sealed interface WrittenOperand
        permits WrittenOperand.Attribute, WrittenOperand.Value, WrittenOperand.Size, NewValue.Written {

    /** Checks it and binds it. */
    Operand bind(Binding binding);

    /** What a path leads to. */
    record Attribute(WrittenPath path) implements WrittenOperand {
        @Override
        public Operand bind(Binding binding) {
            return new Operand.Attribute(binding.path(path));
        }
    }

    /** What a placeholder stands for. */
    record Value(String placeholder) implements WrittenOperand {
        @Override
        public Operand bind(Binding binding) {
            return binding.value(placeholder);
        }
    }

    /** {@code size(...)}. */
    record Size(List<WrittenOperand> arguments) implements WrittenOperand {

        private static final Set<String> SIZED = Set.of("S", "B", "SS", "NS", "BS", "L", "M");

        @Override
        public Operand bind(Binding binding) {
            List<Operand> operands = binding.operands(arguments);
            binding.requireCount("size", 1, operands);
            binding.requireType("size", operands.get(0), SIZED);
            return new Operand.Size(operands.get(0));
        }
    }
}
