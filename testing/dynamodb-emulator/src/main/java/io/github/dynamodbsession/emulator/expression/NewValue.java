package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an update makes out of an item as it was before. */
sealed interface NewValue extends Operand {

    /** What the service answers when an item's value is of a type that an update cannot use. */
    String WRONG_TYPE = "An operand in the update expression has an incorrect data type";

    /** The value of an operand that must have one. */
    static AttributeValue required(Operand operand, Map<String, AttributeValue> item) {
        AttributeValue value = operand.in(item);
        if (value == null) {
            throw ApiException.validation(
                    "The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private static ApiException wrongType() {
        return ApiException.validation(WRONG_TYPE);
    }

    /** {@code if_not_exists(...)}. */
    record IfNotExists(Path path, Operand otherwise) implements NewValue {
        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue value = path.in(item);
            return value == null ? otherwise.in(item) : value;
        }
    }

    /** {@code list_append(...)}. */
    record ListAppend(Operand first, Operand second) implements NewValue {
        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue one = required(first, item);
            if (!(one instanceof AttributeValue.L head)) {
                throw wrongType();
            }
            AttributeValue two = required(second, item);
            if (!(two instanceof AttributeValue.L tail)) {
                throw wrongType();
            }
            List<AttributeValue> all =
                    new ArrayList<>(head.value().size() + tail.value().size());
            all.addAll(head.value());
            all.addAll(tail.value());
            return new AttributeValue.L(all);
        }
    }

    /** A sum or a difference. */
    record Sum(Operand first, boolean minus, Operand second) implements NewValue {
        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            AttributeValue one = required(first, item);
            if (!(one instanceof AttributeValue.N augend)) {
                throw wrongType();
            }
            AttributeValue two = required(second, item);
            if (!(two instanceof AttributeValue.N addend)) {
                throw wrongType();
            }
            return minus ? Numbers.difference(augend, addend) : Numbers.sum(augend, addend);
        }
    }

    /** A new value as an expression has it. */
    sealed interface Written extends WrittenOperand {

        /** A call of a function. */
        record Call(UpdateFunction function, List<WrittenOperand> arguments) implements Written {
            @Override
            public Operand bind(Binding binding) {
                return function.bind(binding, binding.operands(arguments));
            }
        }

        /** A sum or a difference. */
        record Sum(WrittenOperand first, boolean minus, WrittenOperand second) implements Written {

            private static final Set<String> NUMBER = Set.of("N");

            @Override
            public Operand bind(Binding binding) {
                Operand one = first.bind(binding);
                Operand two = second.bind(binding);
                String operator = minus ? "-" : "+";
                binding.requireType(operator, one, NUMBER);
                binding.requireType(operator, two, NUMBER);
                return new NewValue.Sum(one, minus, two);
            }
        }
    }
}
