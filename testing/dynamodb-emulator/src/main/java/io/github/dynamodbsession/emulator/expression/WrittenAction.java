package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;
import java.util.Set;

/** One thing that an update does, as an expression has it. Immutable. */
sealed interface WrittenAction {

    /** What it changes. */
    WrittenPath target();

    /** Refuses a value that the service does not let it take, which it looks for before all else. */
    default void checkValue(Binding binding) {}

    /** Checks it and binds it. */
    Action bind(Binding binding);

    /** {@code SET}. */
    record Put(WrittenPath target, WrittenOperand value) implements WrittenAction {
        @Override
        public Action bind(Binding binding) {
            return new Action.Put(binding.path(target), value.bind(binding));
        }
    }

    /** {@code REMOVE}. */
    record Remove(WrittenPath target) implements WrittenAction {
        @Override
        public Action bind(Binding binding) {
            return new Action.Remove(binding.path(target));
        }
    }

    /** {@code ADD}. */
    record Add(WrittenPath target, String placeholder) implements WrittenAction {

        private static final Set<String> ADDED = Set.of("N", "SS", "NS", "BS");

        @Override
        public void checkValue(Binding binding) {
            requireType(binding, "ADD", placeholder, ADDED);
        }

        @Override
        public Action bind(Binding binding) {
            return new Action.Add(
                    binding.path(target), binding.value(placeholder).value(), NewValue.WRONG_TYPE);
        }
    }

    /** {@code DELETE}. */
    record Delete(WrittenPath target, String placeholder) implements WrittenAction {

        private static final Set<String> DELETED = Set.of("SS", "NS", "BS");

        @Override
        public void checkValue(Binding binding) {
            requireType(binding, "DELETE", placeholder, DELETED);
        }

        @Override
        public Action bind(Binding binding) {
            return new Action.Delete(
                    binding.path(target), binding.value(placeholder).value(), NewValue.WRONG_TYPE);
        }
    }

    private static void requireType(Binding binding, String section, String placeholder, Set<String> types) {
        AttributeValue value = binding.value(placeholder).value();
        if (!types.contains(value.type())) {
            throw binding.invalid("Incorrect operand type for operator or function; operator: " + section
                    + ", operand type: " + LONG_NAMES.get(value.type()) + ", typeSet: ALLOWED_FOR_" + section
                    + "_OPERAND");
        }
    }

    /** What the service calls the types that it can refuse here. */
    Map<String, String> LONG_NAMES = Map.of(
            "S", "STRING", "N", "NUMBER", "B", "BINARY", "BOOL", "BOOLEAN", "NULL", "NULL", "L", "LIST", "M", "MAP");
}
