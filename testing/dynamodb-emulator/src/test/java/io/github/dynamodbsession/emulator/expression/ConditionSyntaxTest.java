package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionSyntaxTest {

    private static String refused(String text) {
        return refusal(() -> ConditionExpression.parse(ExpressionKind.FILTER, text));
    }

    private static String because(String why) {
        return invalid("Invalid FilterExpression: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    (                                    | <EOF>   | (
                    a = :type AND b = :type AND c =      | <EOF>   | =
                    a > 4                                | 4       | > 4
                    a = b c                              | c       | b c
                    things are not gonna be ok           | are     | things are not
                    attribute_exists(Pictures-RearView)  | -       | Pictures-RearView
                    attribute_exists("Pictures")         | "       | ("Pictures
                    attribute_exists(Pictures..RearView) | .       | ..RearView
                    attribute_exists()                   | )       | ()
                    a = :b AND __typename = :c           | _       | AND __
                    attribute_exists([1])                | [       | ([1
                    attribute_exists(a[b])               | b       | [b]
                    attribute_exists(a[001])             | 0       | 001
                    attribute_exists(a[])                | ]       | [])
                    a in b                               | b       | in b
                    a in (b,c,)                          | )       | ,)
                    a > between                          | between | > between
                    #$.b > a                             | #       | #$
                    a > :things.stuff                    | .       | :things.stuff
                    a.:b > c                             | :b      | .:b >
                    ü > a                                | ü       | ü >
                    size(a).b > a                        | .       | ).b
                    !!! INVALID                          | !       | !!
                    a                                    | <EOF>   | a
                    """)
    void whatTheGrammarDoesNotTakeIsNamedWithWhatIsAroundIt(String text, String token, String near) {
        assertThat(refused(text)).isEqualTo(because("Syntax error; token: \"" + token + "\", near: \"" + near + "\""));
    }

    @Test
    void everyKindOfExpressionIsNamedInItsErrors() {
        assertThat(refusal(() -> ConditionExpression.parse(ExpressionKind.CONDITION, "(")))
                .isEqualTo(invalid("Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"(\""));
        assertThat(refusal(() -> KeyConditionExpression.parse("(")))
                .isEqualTo(invalid("Invalid KeyConditionExpression: Syntax error; token: \"<EOF>\", near: \"(\""));
        assertThat(refusal(() -> UpdateExpression.parse("INVALID SYNTAX HERE")))
                .isEqualTo(invalid(
                        "Invalid UpdateExpression: Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\""));
        assertThat(refusal(() -> ProjectionExpression.parse("a b")))
                .isEqualTo(invalid("Invalid ProjectionExpression: Syntax error; token: \"b\", near: \"a b\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n"})
    void anEmptyExpressionIsRefused(String text) {
        assertThat(refused(text)).isEqualTo(because("The expression can not be empty;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((attribute_exists(pk)))",
                "a=a and a > ((viewz))",
                "(a)between(((b.c)).d)and(c)",
                "a > size((:things), ((a)))",
                "a=a AND ((a=a AND a=a)) AND a=a",
                "a=a AND ((a=a AND (a=a AND a=a)))",
                "NOT ((a=b))"
            })
    void parenthesesAroundParenthesesAreRedundant(String text) {
        assertThat(refused(text)).isEqualTo(because("The expression has redundant parentheses;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a = b)",
                "((a = b) OR (a = c))",
                "(a) = (b)",
                "a IN ((b), (c))",
                "size((a)) > b",
                "NOT (a = b)",
                "not not a = b",
                "(a)between(b)and(c)",
                "a = b AND (c = d OR (e = f AND g = h))"
            })
    void otherParenthesesAreNot(String text) {
        assertThat(refused(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a=a and whatever((:things)) > a   | Invalid function name; function: whatever
                    attRIbute_exIsts((viewz), #a)     | Invalid function name; function: attRIbute_exIsts
                    SIZE(a) > :a                      | Invalid function name; function: SIZE
                    size(things)                      | The function is not allowed to be used this way in an expression; function: size
                    attribute_exists((a), (b)) > b    | The function is not allowed to be used this way in an expression; function: attribute_exists
                    size(contains(a, b)) > a          | The function is not allowed to be used this way in an expression; function: contains
                    a between b and begins_with(c, d) | The function is not allowed to be used this way in an expression; function: begins_with
                    a in (b, attribute_exists(c))     | The function is not allowed to be used this way in an expression; function: attribute_exists
                    if_not_exists(a, b)               | The function is not allowed in a condition expression; function: if_not_exists
                    a = list_append(b, c)             | The function is not allowed in a condition expression; function: list_append
                    attribute_exists(views, #a)       | Attribute name is a reserved keyword; reserved keyword: views
                    :a < abOrT                        | Attribute name is a reserved keyword; reserved keyword: abOrT
                    set = :a                          | Attribute name is a reserved keyword; reserved keyword: set
                    a[4294967295] = :a                | List index is not within the allowable range; index: [4294967295]
                    a[99999999999999999999] = :a      | List index is not within the allowable range; index: [99999999999999999999]
                    """)
    void whatIsWrongWhateverThePlaceholdersStandForIsRefused(String text, String why) {
        assertThat(refused(text)).isEqualTo(because(why));
    }

    @Test
    void anExpressionHasAtMost4096BytesOfUtf8() {
        assertThat(refused("a = " + "b".repeat(4092))).isEmpty();
        assertThat(refused("a = " + "b".repeat(4093)))
                .isEqualTo(because("Expression size has exceeded the maximum allowed size; expression size: 4097"));
        assertThat(refused("ü".repeat(2049)))
                .isEqualTo(because("Expression size has exceeded the maximum allowed size; expression size: 4098"));
    }

    @Test
    void anExpressionHasAtMost300Operators() {
        assertThat(refused("a<b " + "or (a<b ".repeat(149) + ")".repeat(149))).isEmpty();
        String tooMany = because("The expression contains too many operators; operator count: 301");
        assertThat(refused("a<b " + "or (a<b ".repeat(150) + ")".repeat(150))).isEqualTo(tooMany);
        assertThat(refused("a<b " + "or (a<b ".repeat(454) + ")".repeat(454))).isEqualTo(tooMany);
        assertThat(refused("not ".repeat(1000) + "a<b")).isEqualTo(tooMany);
        String list = IntStream.range(0, 100).mapToObj(i -> "b").collect(Collectors.joining(","));
        assertThat(refused(String.join(" OR ", Collections.nCopies(3, "a IN (" + list + ")"))))
                .isEmpty();
    }

    @Test
    void deepExpressionsAreRefusedAsWell() {
        assertThat(refused("(".repeat(4096))).startsWith(because("Syntax error; token: \"<EOF>\""));
        assertThat(refused("(".repeat(2046) + "a<b" + ")".repeat(2046)))
                .isEqualTo(because("The expression has redundant parentheses;"));
        assertThat(refused("a < " + "f(".repeat(1355) + "b" + ")".repeat(1355)))
                .isEqualTo(because("Invalid function name; function: f"));
        assertThat(refused("a < " + "size(".repeat(680) + "b" + ")".repeat(680)))
                .isEqualTo(because("The expression contains too many operators; operator count: 301"));
    }

    @Test
    void thereAre573ReservedWords() {
        assertThat(ReservedWords.count()).isEqualTo(573);
        assertThat(ReservedWords.contains("Zone")).isTrue();
        assertThat(ReservedWords.contains("pk")).isFalse();
    }

    @Test
    void readingManyExpressionsForgetsTheFirstOnesAndReadsThemAgain() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(refused("a" + i + " = :a")).isEmpty();
        }
        assertThat(refused("a0 = :a")).isEmpty();
    }
}
