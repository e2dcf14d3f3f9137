package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.OF_EACH_TYPE;
import static io.github.dynamodbsession.emulator.expression.Values.b;
import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.l;
import static io.github.dynamodbsession.emulator.expression.Values.map;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.ns;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyConditionsTest {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private static final Map<String, AttributeValue> ITEM = map(
            "n",
            n("2"),
            "s",
            s("cat"),
            "b",
            b(1, 2, 3),
            "ns",
            ns("1", "2"),
            "l",
            l(n("1"), s("x")),
            "null",
            AttributeValue.Null.INSTANCE);

    private static boolean holds(String attribute, ComparisonOperator operator, AttributeValue... values) {
        return Condition.ofFilter(Map.of(attribute, new AttributeCondition(operator, List.of(values))), null)
                .holds(ITEM);
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                arguments("n", "EQ", List.of(n("2.0")), true),
                arguments("n", "EQ", List.of(s("2")), false),
                arguments("absent", "EQ", List.of(s("2")), false),
                arguments("ns", "EQ", List.of(ns("2", "1")), true),
                arguments("n", "NE", List.of(n("2")), false),
                arguments("n", "NE", List.of(s("2")), true),
                arguments("absent", "NE", List.of(s("2")), true),
                arguments("n", "IN", List.of(n("1"), n("2")), true),
                arguments("n", "IN", List.of(n("1"), n("3")), false),
                arguments("absent", "IN", List.of(n("1")), false),
                arguments("n", "LE", List.of(n("2")), true),
                arguments("n", "LT", List.of(n("2")), false),
                arguments("n", "GE", List.of(n("2")), true),
                arguments("n", "GT", List.of(n("2")), false),
                arguments("n", "GT", List.of(s("1")), false),
                arguments("absent", "GT", List.of(s("1")), false),
                arguments("s", "BETWEEN", List.of(s("a"), s("d")), true),
                arguments("s", "BETWEEN", List.of(s("a"), s("b")), false),
                arguments("absent", "BETWEEN", List.of(s("a"), s("b")), false),
                arguments("null", "NOT_NULL", List.of(), true),
                arguments("absent", "NOT_NULL", List.of(), false),
                arguments("null", "NULL", List.of(), false),
                arguments("absent", "NULL", List.of(), true),
                arguments("s", "CONTAINS", List.of(s("at")), true),
                arguments("ns", "CONTAINS", List.of(n("1")), true),
                arguments("l", "CONTAINS", List.of(s("x")), true),
                arguments("b", "CONTAINS", List.of(b(2, 3)), true),
                arguments("n", "CONTAINS", List.of(n("2")), false),
                arguments("absent", "CONTAINS", List.of(n("2")), false),
                arguments("s", "NOT_CONTAINS", List.of(s("at")), false),
                arguments("s", "NOT_CONTAINS", List.of(s("dog")), true),
                arguments("s", "NOT_CONTAINS", List.of(n("1")), true),
                arguments("absent", "NOT_CONTAINS", List.of(n("1")), false),
                arguments("s", "BEGINS_WITH", List.of(s("ca")), true),
                arguments("s", "BEGINS_WITH", List.of(s("at")), false),
                arguments("n", "BEGINS_WITH", List.of(s("2")), false),
                arguments("b", "BEGINS_WITH", List.of(b(1, 2)), true));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void operatorsCompareAnAttributeWithValues(
            String attribute, ComparisonOperator operator, List<AttributeValue> values, boolean expected) {
        assertThat(holds(attribute, operator, values.toArray(AttributeValue[]::new)))
                .isEqualTo(expected);
        Map<String, ExpectedAttribute> same = Map.of(attribute, new ExpectedAttribute(null, null, operator, values));
        assertThat(Condition.ofExpected(same, null).holds(ITEM)).isEqualTo(expected);
    }

    @Test
    void theirAttributesAreNoPaths() {
        Condition condition =
                Condition.ofFilter(Map.of("l[0]", new AttributeCondition(ComparisonOperator.NULL, List.of())), null);
        assertThat(condition.holds(ITEM)).isTrue();
        assertThat(condition.attributes()).containsExactly("l[0]");
        assertThat(condition.nestedAttributes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ComparisonOperator.class)
    void anOperatorTakesItsNumberOfValues(ComparisonOperator operator) {
        int fewest =
                switch (operator) {
                    case NULL, NOT_NULL -> 0;
                    case BETWEEN -> 2;
                    default -> 1;
                };
        int most = operator == ComparisonOperator.IN ? 4 : fewest;
        for (int i = 0; i <= 4; i++) {
            List<AttributeValue> values = Collections.nCopies(i, s("a"));
            String why = i >= fewest && i <= most
                    ? ""
                    : invalid(INVALID + "Invalid number of argument(s) for the " + operator + " ComparisonOperator");
            assertThat(refusal(() -> Condition.ofFilter(Map.of("a", new AttributeCondition(operator, values)), null)))
                    .isEqualTo(why);
            assertThat(refusal(() -> Condition.ofExpected(
                            Map.of("a", new ExpectedAttribute(null, null, operator, values)), null)))
                    .isEqualTo(why);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ComparisonOperator.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NULL", "NOT_NULL"})
    void anOperatorTakesItsTypes(ComparisonOperator operator) {
        Set<String> taken =
                switch (operator) {
                    case EQ, NE -> OF_EACH_TYPE.keySet();
                    case CONTAINS, NOT_CONTAINS -> Set.of("S", "N", "B", "BOOL", "NULL");
                    case BEGINS_WITH -> Set.of("S", "B");
                    default -> Set.of("S", "N", "B");
                };
        OF_EACH_TYPE.forEach((type, value) -> {
            List<AttributeValue> values = new ArrayList<>(List.of(value));
            if (operator == ComparisonOperator.BETWEEN) {
                values.add(value);
            }
            assertThat(refusal(() -> Condition.ofFilter(Map.of("a", new AttributeCondition(operator, values)), null)))
                    .isEqualTo(
                            taken.contains(type)
                                    ? ""
                                    : invalid(INVALID + "ComparisonOperator " + operator + " is not valid for " + type
                                            + " AttributeValue type"));
        });
    }

    @Test
    void severalValuesAreOfOneTypeAndInOrder() {
        assertThat(refusal(() -> holds("a", ComparisonOperator.IN, s("b"), n("1"))))
                .isEqualTo(invalid(INVALID + "AttributeValues inside AttributeValueList must be of same type"));
        assertThat(refusal(() -> holds("a", ComparisonOperator.BETWEEN, s("b"), s("a"))))
                .isEqualTo(invalid("The BETWEEN condition was provided a range where the lower bound is greater than"
                        + " the upper bound"));
    }

    static Stream<Arguments> expectations() {
        AttributeValue value = s("a");
        List<AttributeValue> list = List.of(value);
        return Stream.of(
                arguments(null, null, null, null, "Value must be provided when Exists is null"),
                arguments(true, null, null, null, "Value must be provided when Exists is true"),
                arguments(false, value, null, null, "Value cannot be used when Exists is false"),
                arguments(null, value, null, list, "Value and AttributeValueList cannot be used together"),
                arguments(null, value, "EQ", list, "Value and AttributeValueList cannot be used together"),
                arguments(true, value, "EQ", null, "Exists and ComparisonOperator cannot be used together"),
                arguments(
                        null, null, "EQ", null, "Value or AttributeValueList must be used with ComparisonOperator: EQ"),
                arguments(
                        null, null, "IN", null, "Value or AttributeValueList must be used with ComparisonOperator: IN"),
                arguments(null, null, null, list, "AttributeValueList can only be used with a ComparisonOperator"));
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void anExpectationMustMakeSense(
            @Nullable Boolean exists,
            @Nullable AttributeValue value,
            @Nullable ComparisonOperator operator,
            @Nullable List<AttributeValue> values,
            String why) {
        Map<String, ExpectedAttribute> expected = Map.of("a", new ExpectedAttribute(exists, value, operator, values));
        assertThat(refusal(() -> Condition.ofExpected(expected, null)))
                .isEqualTo(invalid(INVALID + why + " for Attribute: a"));
    }

    @Test
    void anExpectationMayBeAValueOrThatThereIsNone() {
        assertThat(expected(null, s("cat"))).isTrue();
        assertThat(expected(true, s("cat"))).isTrue();
        assertThat(expected(true, s("dog"))).isFalse();
        assertThat(expected(false, null)).isFalse();
        assertThat(Condition.ofExpected(Map.of("absent", new ExpectedAttribute(false, null, null, null)), null)
                        .holds(ITEM))
                .isTrue();
        assertThat(Condition.ofExpected(
                                Map.of("s", new ExpectedAttribute(null, s("c"), ComparisonOperator.BEGINS_WITH, null)),
                                null)
                        .holds(ITEM))
                .isTrue();
        assertThat(Condition.ofExpected(
                                Map.of("s", new ExpectedAttribute(null, null, ComparisonOperator.NOT_NULL, null)), null)
                        .holds(ITEM))
                .isTrue();
    }

    private static boolean expected(@Nullable Boolean exists, @Nullable AttributeValue value) {
        return Condition.ofExpected(Map.of("s", new ExpectedAttribute(exists, value, null, null)), null)
                .holds(ITEM);
    }

    @Test
    void allMustHoldUnlessOneIsEnough() {
        Map<String, AttributeCondition> both = new LinkedHashMap<>();
        both.put("n", new AttributeCondition(ComparisonOperator.EQ, List.of(n("3"))));
        both.put("s", new AttributeCondition(ComparisonOperator.EQ, List.of(s("cat"))));
        assertThat(Condition.ofFilter(both, null).holds(ITEM)).isFalse();
        assertThat(Condition.ofFilter(both, ConditionalOperator.AND).holds(ITEM))
                .isFalse();
        assertThat(Condition.ofFilter(both, ConditionalOperator.OR).holds(ITEM)).isTrue();
        assertThat(Condition.ofFilter(both, ConditionalOperator.OR).holds(Map.of()))
                .isFalse();
        assertThat(Condition.ofFilter(Map.of(), null).holds(ITEM)).isTrue();
        assertThat(Condition.ofExpected(Map.of(), ConditionalOperator.OR).holds(ITEM))
                .isTrue();
        assertThat(Condition.ofFilter(both, null).attributes()).containsExactly("n", "s");
    }

    @Test
    void anOperatorBetweenConditionsNeedsTwo() {
        assertThat(refusal(() -> ConditionalOperator.check(ConditionalOperator.AND, 0)))
                .isEqualTo(invalid("ConditionalOperator cannot be used without Filter or Expected"));
        assertThat(refusal(() -> ConditionalOperator.check(ConditionalOperator.OR, 1)))
                .isEqualTo(invalid(
                        "ConditionalOperator can only be used when Filter or Expected has two or more elements"));
        ConditionalOperator.check(ConditionalOperator.OR, 2);
        ConditionalOperator.check(null, 0);
    }
}
