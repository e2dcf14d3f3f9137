package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.DynamoNumber;
import io.github.dynamodbsession.emulator.value.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A condition as an expression has it. Immutable. */
sealed interface WrittenCondition {

    /** The types that have an order. */
    Set<String> ORDERED = Set.of("S", "N", "B");

    /** Checks it and binds it. */
    Criterion bind(Binding binding);

    /** {@code AND}. */
    record AllOf(List<WrittenCondition> conditions) implements WrittenCondition {
        @Override
        public Criterion bind(Binding binding) {
            List<Criterion> all = bindAll(conditions, binding);
            return item -> {
                for (Criterion criterion : all) {
                    if (!criterion.holds(item)) {
                        return false;
                    }
                }
                return true;
            };
        }
    }

    /** {@code OR}. */
    record AnyOf(List<WrittenCondition> conditions) implements WrittenCondition {
        @Override
        public Criterion bind(Binding binding) {
            List<Criterion> any = bindAll(conditions, binding);
            return item -> {
                for (Criterion criterion : any) {
                    if (criterion.holds(item)) {
                        return true;
                    }
                }
                return false;
            };
        }
    }

    /** {@code NOT}. */
    record Not(WrittenCondition condition) implements WrittenCondition {
        @Override
        public Criterion bind(Binding binding) {
            Criterion criterion = condition.bind(binding);
            return item -> !criterion.holds(item);
        }
    }

    /** Two operands with a comparator between them. */
    record Comparison(WrittenOperand left, Relation relation, WrittenOperand right) implements WrittenCondition {
        @Override
        public Criterion bind(Binding binding) {
            Operand one = left.bind(binding);
            Operand two = right.bind(binding);
            binding.requireDistinct(relation.symbol(), one, List.of(two));
            if (relation.orders()) {
                binding.requireType(relation.symbol(), one, ORDERED);
                binding.requireType(relation.symbol(), two, ORDERED);
            }
            return item -> relation.holds(one.in(item), two.in(item));
        }
    }

    /** {@code BETWEEN}. */
    record Between(WrittenOperand operand, WrittenOperand lower, WrittenOperand upper) implements WrittenCondition {

        private static final String NAME = "BETWEEN";

        @Override
        public Criterion bind(Binding binding) {
            Operand value = operand.bind(binding);
            Operand from = lower.bind(binding);
            Operand to = upper.bind(binding);
            binding.requireDistinct(NAME, value, List.of(from, to));
            binding.requireType(NAME, value, ORDERED);
            binding.requireType(NAME, from, ORDERED);
            binding.requireType(NAME, to, ORDERED);
            if (from instanceof Operand.Constant one && to instanceof Operand.Constant two) {
                requireRange(binding, one.value(), two.value());
            }
            return item -> Containment.between(value.in(item), from.in(item), to.in(item));
        }

        private static void requireRange(Binding binding, AttributeValue from, AttributeValue to) {
            String bounds = " lower bound operand: AttributeValue: " + shown(from)
                    + ", upper bound operand: AttributeValue: " + shown(to);
            if (!from.type().equals(to.type())) {
                throw binding.invalid(
                        "The BETWEEN operator requires same data type for lower and upper bounds;" + bounds);
            }
            if (ValueOrder.compare(from, to) > 0) {
                throw binding.invalid(
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound;"
                                + bounds);
            }
        }

        private static String shown(AttributeValue value) {
            String text;
            if (value instanceof AttributeValue.S string) {
                text = string.value();
            } else if (value instanceof AttributeValue.N number) {
                text = DynamoNumber.text(number.value());
            } else {
                int length = ((AttributeValue.B) value).value().length;
                text = "java.nio.HeapByteBuffer[pos=0 lim=" + length + " cap=" + length + "]";
            }
            return "{" + value.type() + ":" + text + "}";
        }
    }

    /** {@code IN}. */
    record In(WrittenOperand operand, List<WrittenOperand> list) implements WrittenCondition {

        private static final String NAME = "IN";
        private static final int MAX_COUNT = 100;

        @Override
        public Criterion bind(Binding binding) {
            Operand value = operand.bind(binding);
            List<Operand> candidates = binding.operands(list);
            if (candidates.size() > MAX_COUNT) {
                throw binding.invalid(
                        "The IN operator is provided with too many operands; number of operands: " + candidates.size());
            }
            binding.requireDistinct(NAME, value, candidates);
            return item -> {
                AttributeValue wanted = value.in(item);
                for (Operand candidate : candidates) {
                    if (Relation.EQ.holds(wanted, candidate.in(item))) {
                        return true;
                    }
                }
                return false;
            };
        }
    }

    /** A function that says yes or no. */
    record Call(ConditionFunction function, List<WrittenOperand> arguments) implements WrittenCondition {
        @Override
        public Criterion bind(Binding binding) {
            return function.bind(binding, binding.operands(arguments));
        }
    }

    private static List<Criterion> bindAll(List<WrittenCondition> conditions, Binding binding) {
        List<Criterion> criteria = new ArrayList<>(conditions.size());
        for (WrittenCondition condition : conditions) {
            criteria.add(condition.bind(binding));
        }
        return criteria;
    }
}
