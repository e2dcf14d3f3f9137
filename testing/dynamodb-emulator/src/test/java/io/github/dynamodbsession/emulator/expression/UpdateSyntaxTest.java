package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.OF_EACH_TYPE;
import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.placeholders;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateSyntaxTest {

    private static String refused(String text, Object... placeholders) {
        return refusal(() -> UpdateExpression.parse(text).bind(placeholders(placeholders)));
    }

    private static String because(String why) {
        return invalid("Invalid UpdateExpression: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    whatever                        | whatever | whatever
                    set a                           | <EOF>    | a
                    SET                             | <EOF>    | SET
                    set a=set                       | set      | =set
                    remove a = b                    | =        | a = b
                    add a b                         | b        | a b
                    add a = :b                      | =        | a = :b
                    delete a if_not_exist(b)        | if_not_exist | a if_not_exist(
                    remove a b                      | b        | a b
                    set a b                         | b        | a b
                    set :a = b                      | :a       | set :a =
                    remove :a                       | :a       | remove :a
                    set a = b / c                   | /        | b / c
                    set a[1] = 1                    | 1        | = 1
                    SET a = if_not_exists(a, 0)     | 0        | , 0)
                    SET if_not_exist(a, b) = a      | (        | if_not_exist(a
                    set (a = (b + c))               | (        | set (a
                    set a = (b.c).d + e             | .        | ).d
                    set a = b + c + d               | +        | c + d
                    set a = (b + c) + d             | +        | b + c
                    set a = list_append(b + c, d)   | +        | b + c
                    SET path1 = VALUE1 1            | 1        | VALUE1 1
                    SET a = :a,                     | <EOF>    | ,
                    set a[:x] = :b                  | :x       | [:x]
                    SET book-price = :p             | -        | book-price
                    """)
    void whatTheGrammarDoesNotTakeIsNamedWithWhatIsAroundIt(String text, String token, String near) {
        assertThat(refused(text)).isEqualTo(because("Syntax error; token: \"" + token + "\", near: \"" + near + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set a = (b)",
                "set a = (b + c)",
                "set a = (b) + (c)",
                "set a = if_not_exists(a, b) - c",
                "set a = if_not_exists(a, if_not_exists(b, c))",
                "SET a = b REMOVE c, d[0].e",
                "remove c SET a = b",
                "sEt a=b"
            })
    void theGrammarTakesTheRest(String text) {
        assertThat(refused(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SET c = ((c - :v))                        | The expression has redundant parentheses;
                    SET a = b set abOrt = :v                  | Attribute name is a reserved keyword; reserved keyword: abOrt
                    remove Absolute                           | Attribute name is a reserved keyword; reserved keyword: Absolute
                    set a = and                               | Attribute name is a reserved keyword; reserved keyword: and
                    set #c = if_not_exist(:c) set c = d       | Invalid function name; function: if_not_exist
                    set a = size(b)                           | The function is not allowed in an update expression; function: size
                    set a = contains(b, c)                    | The function is not allowed in an update expression; function: contains
                    set a = #c set c = :d                     | The "SET" section can only be used once in an update expression;
                    remove #d set a = b remove e              | The "REMOVE" section can only be used once in an update expression;
                    add #d :e set a = b Add e :f              | The "ADD" section can only be used once in an update expression;
                    delete #d :e set a = b delete #e :f       | The "DELETE" section can only be used once in an update expression;
                    remove a[4294967295]                      | List index is not within the allowable range; index: [4294967295]
                    """)
    void whatIsWrongWhateverThePlaceholdersStandForIsRefused(String text, String why) {
        assertThat(refusal(() -> UpdateExpression.parse(text))).isEqualTo(because(why));
    }

    @Test
    void anExpressionIsNeitherEmptyNorTooLong() {
        assertThat(refused("")).isEqualTo(because("The expression can not be empty;"));
        assertThat(refused("SET" + " ".repeat(4085) + "a = :val", ":val", n("1")))
                .isEmpty();
        assertThat(refused("SET" + " ".repeat(4086) + "a = :val", ":val", n("1")))
                .isEqualTo(because("Expression size has exceeded the maximum allowed size; expression size: 4097"));
        assertThat(refused("SET a = " + "list_append(".repeat(301) + "b" + ",c)".repeat(301)))
                .isEqualTo(because("Expression size has exceeded the maximum allowed size; expression size: 4524"));
    }

    @Test
    void anExpressionHasAtMost300Operators() {
        StringBuilder sums = new StringBuilder("SET a0=a+b");
        for (int i = 1; i < 300; i++) {
            sums.append(",a").append(i).append("=a+b");
        }
        assertThat(refused(sums.toString())).isEmpty();
        assertThat(refused(sums.append(",c=a-b").toString()))
                .isEqualTo(because("The expression contains too many operators; operator count: 301"));
    }

    @Test
    void namesAndThenValuesMustBeDefined() {
        assertThat(refused("SET a = :v, #c = if_not_exists(:c)"))
                .isEqualTo(because("An expression attribute name used in the document path is not defined;"
                        + " attribute name: #c"));
        assertThat(refused("SET a = :v, a = :w"))
                .isEqualTo(because(
                        "An expression attribute value used in expression is not defined;" + " attribute value: :v"));
        assertThat(refused("ADD a :v"))
                .isEqualTo(because(
                        "An expression attribute value used in expression is not defined;" + " attribute value: :v"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a) | overlap  | [c, [1], a]   | [c]
                    set #c[3].#d = a, #c[3] = a                              | overlap  | [c, [3], [3]] | [c, [3]]
                    set a = b remove a                                       | overlap  | [a]           | [a]
                    remove a.#c set a[1] = #d                                | conflict | [a, c]        | [a, [1]]
                    set #c[3].#d = a, #c.#d[3] = if_not_exists(a)            | conflict | [c, [3], [3]] | [c, [3], [3]]
                    """)
    void pathsMustNotMeet(String text, String how, String one, String two) {
        assertThat(refused(text, "#c", "c", "#d", "[3]"))
                .isEqualTo(because("Two document paths " + how + " with each other; must remove or rewrite one of"
                        + " these paths; path one: " + one + ", path two: " + two));
    }

    @Test
    void whatIsReadMayBeWhatIsWritten() {
        assertThat(refused("set a.b = a.c, a.c = a, d = d[0]")).isEmpty();
    }

    @Test
    void addAndDeleteTakeSetsAndAddNumbers() {
        Map<String, String> longNames = Map.of(
                "S", "STRING", "N", "NUMBER", "B", "BINARY", "BOOL", "BOOLEAN", "NULL", "NULL", "L", "LIST", "M",
                "MAP");
        Set<String> sets = Set.of("SS", "NS", "BS");
        OF_EACH_TYPE.forEach((type, value) -> {
            String why = "Incorrect operand type for operator or function; operator: %s, operand type: "
                    + longNames.get(type) + ", typeSet: ALLOWED_FOR_%s_OPERAND";
            boolean added = sets.contains(type) || type.equals("N");
            assertThat(refused("add a.b :v", ":v", value)).isEqualTo(added ? "" : because(why.formatted("ADD", "ADD")));
            assertThat(refused("delete a.b :v", ":v", value))
                    .isEqualTo(sets.contains(type) ? "" : because(why.formatted("DELETE", "DELETE")));
        });
        assertThat(refused("set b = list_append(:a, a), c = if_not_exists(a) add a.b :a", ":a", s("a")))
                .contains("operator: ADD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    set a = list_append(:v, a) | list_append | L
                    set a = list_append(a, :v) | list_append | L
                    set a = b + :v             | +           | N
                    set a = :v - b             | -           | N
                    set a = (:v - b)           | -           | N
                    """)
    void anOperandOfTheRequestMustBeOfATypeThatTheFunctionTakes(String text, String function, String taken) {
        OF_EACH_TYPE.forEach((type, value) -> assertThat(refused(text, ":v", value))
                .as(type)
                .isEqualTo(
                        type.equals(taken)
                                ? ""
                                : because("Incorrect operand type for operator or function; operator or function: "
                                        + function + ", operand type: " + type)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    set a = if_not_exists(c)                       | Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
                    set a = list_append(c, d, e)                   | Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 3
                    set a = if_not_exists(:a, c)                   | Operator or function requires a document path; operator or function: if_not_exists
                    set a = if_not_exists(if_not_exists(a, b), c)  | Operator or function requires a document path; operator or function: if_not_exists
                    """)
    void functionsTakeTheirOperands(String text, String why) {
        assertThat(refused(text, ":a", s("a"))).isEqualTo(because(why));
    }
}
