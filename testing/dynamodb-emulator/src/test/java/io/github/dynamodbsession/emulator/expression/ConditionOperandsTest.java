package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.OF_EACH_TYPE;
import static io.github.dynamodbsession.emulator.expression.Values.b;
import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.placeholders;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionOperandsTest {

    private static String refused(String text, Object... placeholders) {
        return refusal(
                () -> ConditionExpression.parse(ExpressionKind.CONDITION, text).bind(placeholders(placeholders)));
    }

    private static String because(String why) {
        return invalid("Invalid ConditionExpression: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    attribute_exists(#Pictures.RearView, :a) and a=a | #Pictures
                    begins_with(Pictures.#RearView)                  | #RearView
                    (#P between :lo and :hi) and (#PC in (:c1, :c2)) | #P
                    (a)between(b.c[45].#d)and(:a)                    | #d
                    """)
    void aNameMustBeDefined(String text, String name) {
        assertThat(refused(text))
                .isEqualTo(because("An expression attribute name used in the document path is not defined;"
                        + " attribute name: " + name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    begins_with(:hello, #a, #b) | :hello
                    :a < :b                     | :a
                    a = a1 AND b = :_           | :_
                    """)
    void aValueMustBeDefined(String text, String value) {
        assertThat(refused(text))
                .isEqualTo(because("An expression attribute value used in expression is not defined;"
                        + " attribute value: " + value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    attribute_exists(things, a) and a=a | attribute_exists     | 2
                    attribute_not_exists(things, b)     | attribute_not_exists | 2
                    attribute_type(things)              | attribute_type       | 1
                    begins_with(things)                 | begins_with          | 1
                    begins_with(things, size(a), b)     | begins_with          | 3
                    contains(things)                    | contains             | 1
                    size(things, a) > b                 | size                 | 2
                    """)
    void aFunctionTakesItsNumberOfOperands(String text, String function, int operands) {
        assertThat(refused(text))
                .isEqualTo(because("Incorrect number of operands for operator or function; operator or function: "
                        + function + ", number of operands: " + operands));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a = a AND #a = b                     | =              | [a]
                    #a <> a                              | <>             | [a]
                    a > #a                               | >              | [a]
                    ((a=a) OR (a=b))                     | =              | [a]
                    contains(#a, a)                      | contains       | [a]
                    attribute_type(ab.b[1].#a, ab.b[1].a)| attribute_type | [ab, b, [1], a]
                    begins_with(ab.b[1].a, ab.b[1].#a)   | begins_with    | [ab, b, [1], a]
                    a between b and a                    | BETWEEN        | [a]
                    a in (b, a)                          | IN             | [a]
                    """)
    void nothingIsComparedWithItself(String text, String operator, String path) {
        assertThat(refused(text, "#a", "a"))
                .isEqualTo(because("The first operand must be distinct from the remaining operands for this operator"
                        + " or function; operator: " + operator + ", first operand: " + path));
    }

    @Test
    void aValueMayBeComparedWithItself() {
        assertThat(refused(":a = :a", ":a", n("1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a < :v                 | <              | S N B
                    :v <= a                | <=             | S N B
                    a > :v                 | >              | S N B
                    :v >= a                | >=             | S N B
                    a between :v and b     | BETWEEN        | S N B
                    :v between a and b     | BETWEEN        | S N B
                    begins_with(a, :v)     | begins_with    | S B
                    begins_with(:v, a)     | begins_with    | S B
                    size(:v) > a           | size           | S B SS NS BS L M
                    a = :v                 | =              | S N B BOOL NULL L M SS NS BS
                    a <> :v                | <>             | S N B BOOL NULL L M SS NS BS
                    a in (:v)              | IN             | S N B BOOL NULL L M SS NS BS
                    contains(a, :v)        | contains       | S N B BOOL NULL L M SS NS BS
                    """)
    void anOperandOfTheRequestMustBeOfATypeThatTheOperatorTakes(String text, String operator, String types) {
        Set<String> taken = Set.of(types.split(" "));
        OF_EACH_TYPE.forEach((type, value) -> assertThat(refused(text, ":v", value))
                .as(type)
                .isEqualTo(
                        taken.contains(type)
                                ? ""
                                : because("Incorrect operand type for operator or function; operator or function: "
                                        + operator + ", operand type: " + type)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    attribute_type(a, size(b))         | attribute_type | N
                    attribute_type(a, :n)              | attribute_type | N
                    attribute_type(a, b)               | attribute_type | {NS,SS,L,BS,N,M,B,BOOL,NULL,S}
                    begins_with(a, size(b)) and a=:n   | begins_with    | N
                    size(size(a)) > :n                 | size           | N
                    attribute_not_exists(size(:n))     | size           | N
                    """)
    void theTypeOfAFunctionIsKnownAsWell(String text, String function, String type) {
        assertThat(refused(text, ":n", n("1")))
                .isEqualTo(because("Incorrect operand type for operator or function; operator or function: " + function
                        + ", operand type: " + type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute_exists", "attribute_not_exists"})
    void someFunctionsTakeOnlyPaths(String function) {
        String why = because("Operator or function requires a document path; operator or function: " + function);
        assertThat(refused(function + "(:a)", ":a", s("1"))).isEqualTo(why);
        assertThat(refused(function + "(size(:a))", ":a", s("1"))).isEqualTo(why);
    }

    @Test
    void attributeTypeTakesTheNamesOfTypes() {
        assertThat(refused("attribute_type(:v, :v)", ":v", s("S")))
                .isEqualTo(
                        because("Operator or function requires a document path; operator or function: attribute_type"));
        OF_EACH_TYPE.keySet().forEach(type -> assertThat(refused("attribute_type(a, :v)", ":v", s(type)))
                .isEmpty());
        assertThat(refused("attribute_type(a, :v)", ":v", s("s")))
                .isEqualTo(because("Invalid attribute type name found; type: s,"
                        + " valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"));
    }

    @Test
    void theBoundsOfBetweenAreInOrderAndOfOneType() {
        assertThat(refused("a between :a and :b", ":a", n("1"), ":b", n("1"))).isEmpty();
        assertThat(refused("a between :a and :b", ":a", n("1e2"), ":b", n("9.50")))
                .isEqualTo(because("The BETWEEN operator requires upper bound to be greater than or equal to lower"
                        + " bound; lower bound operand: AttributeValue: {N:100},"
                        + " upper bound operand: AttributeValue: {N:9.5}"));
        assertThat(refused("a between :a and :b", ":a", s("b"), ":b", b(1, 2)))
                .isEqualTo(because("The BETWEEN operator requires same data type for lower and upper bounds;"
                        + " lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue:"
                        + " {B:java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]}"));
    }

    @Test
    void inTakesAHundredOperands() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "b" + i).collect(Collectors.joining(","));
        assertThat(refused("a in (" + hundred + ")")).isEmpty();
        assertThat(refused("a in (" + hundred + ",c)"))
                .isEqualTo(because("The IN operator is provided with too many operands; number of operands: 101"));
    }

    @Test
    void aPathHasAtMost32Elements() {
        String deep = "a" + ".b".repeat(31);
        assertThat(refused("attribute_exists(" + deep + ")")).isEmpty();
        String why = because("The document path has too many nesting levels; nesting levels: 33");
        assertThat(refused("attribute_exists(" + deep + "[0])")).isEqualTo(why);
        assertThat(refused("attribute_exists(" + deep + ".#a)", "#a", "a")).isEqualTo(why);
    }

    @Test
    void theFirstConditionWithAnErrorIsTheOneThatIsNamed() {
        AttributeValue number = n("1");
        assertThat(refused("a = :missing AND begins_with(b, :n)", ":n", number)).contains(":missing");
        assertThat(refused("begins_with(b, :n) AND a = :missing", ":n", number)).contains("operand type: N");
    }
}
