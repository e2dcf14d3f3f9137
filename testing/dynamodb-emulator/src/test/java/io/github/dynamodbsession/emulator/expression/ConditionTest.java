package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.OF_EACH_TYPE;
import static io.github.dynamodbsession.emulator.expression.Values.b;
import static io.github.dynamodbsession.emulator.expression.Values.bool;
import static io.github.dynamodbsession.emulator.expression.Values.bs;
import static io.github.dynamodbsession.emulator.expression.Values.l;
import static io.github.dynamodbsession.emulator.expression.Values.m;
import static io.github.dynamodbsession.emulator.expression.Values.map;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.ns;
import static io.github.dynamodbsession.emulator.expression.Values.placeholders;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static io.github.dynamodbsession.emulator.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final Map<String, AttributeValue> ITEM = map(
            "one", n("1"),
            "two", n("2"),
            "cat", s("cat"),
            "bytes", b(1, 0x80, 3),
            "yes", bool(true),
            "nothing", AttributeValue.Null.INSTANCE,
            "strings", ss("a", "b"),
            "numbers", ns("1", "2"),
            "binaries", bs(b(1), b(2)),
            "elements", l(n("1"), s("x"), l(n("1"))),
            "nest", m("a", m("b", l(s("deep")))));

    private static boolean holds(String text, Object... placeholders) {
        return condition(text, placeholders).holds(ITEM);
    }

    private static Condition condition(String text, Object... placeholders) {
        return ConditionExpression.parse(ExpressionKind.CONDITION, text).bind(placeholders(placeholders));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one = :one                          | true
                    one = :two                          | false
                    one <> :two                         | true
                    one < :two                          | true
                    two < :two                          | false
                    two <= :two                         | true
                    two > one                           | true
                    one >= two                          | false
                    :one < two                          | true
                    one = :text                         | false
                    one <> :text                        | true
                    one < :text                         | false
                    one >= :text                        | false
                    one between :one and two            | true
                    two between :one and :one           | false
                    cat between one and two             | false
                    one in (:two, :text, :one)          | true
                    one in (:two, :text)                | false
                    absent in (:two, :text)            | false
                    absent = :one                      | false
                    absent <> :one                     | true
                    absent < :one                      | false
                    absent = gone                      | false
                    absent <> gone                     | true
                    absent >= gone                     | false
                    absent between gone and one        | false
                    not absent = :one                  | true
                    not absent < :one                  | true
                    one = :one and two = :one           | false
                    one = :one or two = :one            | true
                    one = :two or one = :one and two = :two   | true
                    (one = :one or one = :one) and cat = :one | false
                    not one = :one or two = :two        | true
                    not (one = :one or two = :two)      | false
                    attribute_exists(one)               | true
                    attribute_exists(absent)           | false
                    attribute_not_exists(absent)       | true
                    attribute_exists(nothing)           | true
                    attribute_exists(nest.a.b[0])      | true
                    attribute_exists(nest.a.b[1])      | false
                    attribute_exists(nest.a.b.c)       | false
                    attribute_exists(nest[0])          | false
                    attribute_exists(elements[4294967294]) | false
                    nest.#a.b[0] = :deep               | true
                    begins_with(cat, :ca)               | true
                    begins_with(cat, :at)               | false
                    begins_with(absent, :ca)           | false
                    begins_with(one, :ca)               | false
                    begins_with(:text, cat)             | true
                    begins_with(bytes, :bytes)          | true
                    contains(cat, :at)                  | true
                    contains(cat, :one)                 | false
                    contains(bytes, :inside)            | true
                    contains(strings, :a)               | true
                    contains(strings, :ca)              | false
                    contains(numbers, :two)             | true
                    contains(numbers, :a)               | false
                    contains(binaries, :bytes)          | true
                    contains(elements, :one)            | true
                    contains(elements, :two)            | false
                    contains(elements, elements[2])     | true
                    contains(one, :one)                 | false
                    contains(absent, :one)             | false
                    contains(:text, cat)                | true
                    size(cat) = :three                  | true
                    size(bytes) = :three                | true
                    size(strings) = :two                | true
                    size(numbers) = :two                | true
                    size(binaries) = :two               | true
                    size(elements) = :three             | true
                    size(nest) = :one                  | true
                    size(one) = :one                    | false
                    size(one) <> :one                   | true
                    size(absent) >= :one               | false
                    size(elements[1]) = size(nest)     | true
                    attribute_type(one, :N)             | true
                    attribute_type(cat, :N)             | false
                    attribute_type(absent, :N)         | false
                    """)
    void conditionsOfAnItem(String text, boolean expected) {
        assertThat(holds(
                        text,
                        ":one",
                        n("1.0"),
                        ":two",
                        n("2"),
                        ":three",
                        n("3"),
                        ":text",
                        s("catfish"),
                        ":ca",
                        s("ca"),
                        ":at",
                        s("at"),
                        ":a",
                        s("a"),
                        ":bytes",
                        b(1),
                        ":inside",
                        b(0x80, 3),
                        ":deep",
                        s("deep"),
                        ":N",
                        s("N"),
                        "#a",
                        "a"))
                .isEqualTo(expected);
    }

    @Test
    void attributeTypeKnowsAllTypes() {
        OF_EACH_TYPE.forEach((type, value) -> OF_EACH_TYPE.keySet().forEach(other -> assertThat(
                        condition("attribute_type(a, :t)", ":t", s(other)).holds(map("a", value)))
                .as("%s of %s", other, type)
                .isEqualTo(type.equals(other))));
    }

    @Test
    void equalityIsOfWholeValues() {
        Condition condition = condition("a = :v", ":v", m("x", ss("a", "b"), "y", l(n("1"), ns("1", "2"))));
        assertThat(condition.holds(map("a", m("y", l(n("1.00"), ns("2.0", "1")), "x", ss("b", "a")))))
                .isTrue();
        assertThat(condition.holds(map("a", m("x", ss("a"), "y", l(n("1"), ns("1", "2"))))))
                .isFalse();
        assertThat(condition("a = :v", ":v", l(n("1"), n("2"))).holds(map("a", l(n("2"), n("1")))))
                .isFalse();
    }

    @Test
    void stringsAreOrderedByUtf8AndBytesAreUnsigned() {
        String beforeSurrogates = "\uffee";
        String outsideTheBasicPlane = "\ud83d\ude00";
        assertThat(condition("a < :v", ":v", s(outsideTheBasicPlane)).holds(map("a", s(beforeSurrogates))))
                .isTrue();
        assertThat(condition("a < :v", ":v", s("ab")).holds(map("a", s("a")))).isTrue();
        assertThat(condition("a < :v", ":v", b(0x80)).holds(map("a", b(0x7f)))).isTrue();
        assertThat(condition("a < :v", ":v", n("10")).holds(map("a", n("9")))).isTrue();
    }

    @Test
    void aConditionHoldsForNoItemIfNothingMustBeThere() {
        assertThat(condition("attribute_not_exists(pk)").holds(Map.of())).isTrue();
        assertThat(condition("attribute_exists(pk)").holds(Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a = :v AND b = :v", "a = :v and b = :v", "NOT a <> :v aNd b iN (:v)", "a BetWeen :v AND b"})
    void keywordsMayBeWrittenInAnyCase(String text) {
        assertThat(condition(text, ":v", n("1")).holds(map("a", n("1"), "b", n("1"))))
                .isTrue();
    }

    @Test
    void theAttributesThatItReadsAreKnown() {
        Condition condition =
                condition("#a.b = :v AND (c = d OR size(e[0]) > :v) AND #a <> :v", "#a", "pk", ":v", n("1"));
        assertThat(condition.attributes()).containsExactly("pk", "c", "d", "e");
        assertThat(condition.nestedAttributes()).containsExactly("pk", "e");
    }

    @Test
    void onePlaceholderMayStandForAnotherNameInTheNextRequest() {
        assertThat(condition("#a = :v", "#a", "one", ":v", n("1")).holds(ITEM)).isTrue();
        assertThat(condition("#a = :v", "#a", "two", ":v", n("1")).holds(ITEM)).isFalse();
    }

    @Test
    void aNameBehindAPlaceholderIsNoPath() {
        assertThat(condition("#a = :v", "#a", "nest.a", ":v", n("1")).holds(map("nest.a", n("1"))))
                .isTrue();
        assertThat(condition("attribute_exists(#a)", "#a", "elements[0]").holds(ITEM))
                .isFalse();
    }
}
