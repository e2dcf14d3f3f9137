package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.l;
import static io.github.dynamodbsession.emulator.expression.Values.m;
import static io.github.dynamodbsession.emulator.expression.Values.map;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.placeholders;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    private static final Map<String, AttributeValue> ITEM = map(
            "pk", s("k"),
            "a", m("b", n("1"), "c", n("2"), "d", n("3")),
            "l",
                    l(
                            m(
                                    "x",
                                    s("x0"),
                                    "y",
                                    s("y0"),
                                    "n",
                                    l(m("p", s("p0"), "q", s("q0")), m("p", s("p1"), "q", s("q1")))),
                            m("x", s("x1")),
                            s("two")));

    private static Map<String, AttributeValue> of(String text, Object... placeholders) {
        return ProjectionExpression.parse(text).bind(placeholders(placeholders)).of(ITEM);
    }

    private static String refused(String text, Object... placeholders) {
        return refusal(() -> of(text, placeholders));
    }

    private static String because(String why) {
        return invalid("Invalid ProjectionExpression: " + why);
    }

    @Test
    void attributesAreTakenInTheOrderOfWriting() {
        assertThat(of("l, absent, pk")).containsExactlyEntriesOf(map("l", ITEM.get("l"), "pk", s("k")));
        assertThat(of("#p", "#p", "pk")).isEqualTo(map("pk", s("k")));
        assertThat(of("#p", "#p", "a.b")).isEmpty();
        assertThat(of("absent")).isEmpty();
    }

    @Test
    void partsOfOneMapComeTogether() {
        assertThat(of("a.d, pk, a.#b", "#b", "b")).isEqualTo(map("a", m("d", n("3"), "b", n("1")), "pk", s("k")));
    }

    @Test
    void elementsOfListsComeInTheirOrderWithoutGaps() {
        assertThat(of("l[2], l[0].x, l[0].y, l[1].absent, l[9]"))
                .isEqualTo(map("l", l(m("x", s("x0"), "y", s("y0")), s("two"))));
        assertThat(of("l[0].n[1].q, l[0].n[0].p")).isEqualTo(map("l", l(m("n", l(m("p", s("p0")), m("q", s("q1")))))));
        assertThat(of("l[4294967294]")).isEmpty();
    }

    @Test
    void whatAPathDoesNotLeadToIsNotThere() {
        assertThat(of("a.absent, l.x, pk.x")).isEmpty();
        assertThat(of("a[0], l[2].y")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a, a           | overlap  | [a]     | [a]
                    #a, #b         | overlap  | [a]     | [a]
                    a, a.b         | overlap  | [a]     | [a, b]
                    a.b, a         | overlap  | [a, b]  | [a]
                    l, l[0]        | overlap  | [l]     | [l, [0]]
                    a.b, a[1]      | conflict | [a, b]  | [a, [1]]
                    x.y, x[1], l, l| overlap  | [l]     | [l]
                    """)
    void pathsMustNotMeet(String text, String how, String one, String two) {
        assertThat(refused(text, "#a", "a", "#b", "a"))
                .isEqualTo(because("Two document paths " + how + " with each other; must remove or rewrite one of"
                        + " these paths; path one: " + one + ", path two: " + two));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a,           | Syntax error; token: "<EOF>", near: ","
                    !!!          | Syntax error; token: "!", near: "!!"
                    l[]          | Syntax error; token: "]", near: "[]"
                    l[a]         | Syntax error; token: "a", near: "[a]"
                    l[001]       | Syntax error; token: "0", near: "001"
                    l[１２３]    | Syntax error; token: "１", near: "[１２"
                    "a b"        | Syntax error; token: "\"", near: ""a"
                    😀 a         | Syntax error; token: "😀", near: "😀 a"
                    a, between   | Attribute name is a reserved keyword; reserved keyword: between
                    a.abORt      | Attribute name is a reserved keyword; reserved keyword: abORt
                    a.#undef     | An expression attribute name used in the document path is not defined; attribute name: #undef
                    l[4294967295]| List index is not within the allowable range; index: [4294967295]
                    """)
    void whatIsNoProjectionIsRefused(String text, String why) {
        assertThat(refused(text)).isEqualTo(because(why));
    }

    @Test
    void anExpressionIsNeitherEmptyNorTooLongNorTooDeep() {
        assertThat(refused("")).isEqualTo(because("The expression can not be empty;"));
        assertThat(refused("x".repeat(4096))).isEmpty();
        assertThat(refused("x".repeat(4097)))
                .isEqualTo(because("Expression size has exceeded the maximum allowed size; expression size: 4097"));
        assertThat(refused("a" + ".b".repeat(32)))
                .isEqualTo(because("The document path has too many nesting levels; nesting levels: 33"));
    }

    @Test
    void theAttributesThatAreWantedAreKnown() {
        Projection projection = ProjectionExpression.parse("l[0].x, #a, l[1]").bind(placeholders("#a", "pk"));
        assertThat(projection.attributes()).containsExactly("l", "pk");
        assertThat(projection.nestedAttributes()).containsExactly("l");
    }

    @Test
    void theOlderParameterNamesAttributes() {
        assertThat(Projection.ofAttributes(List.of("pk", "a.b", "absent")).of(ITEM))
                .isEqualTo(map("pk", s("k")));
        assertThat(refusal(() -> Projection.ofAttributes(List.of("a", "b", "a"))))
                .isEqualTo(invalid("One or more parameter values were invalid: Duplicate value in attribute name: a"));
    }
}
