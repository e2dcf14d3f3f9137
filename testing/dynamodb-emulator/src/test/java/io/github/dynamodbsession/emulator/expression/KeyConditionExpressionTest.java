package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.b;
import static io.github.dynamodbsession.emulator.expression.Values.bool;
import static io.github.dynamodbsession.emulator.expression.Values.invalid;
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

class KeyConditionExpressionTest {

    private static final QueriedKey STRINGS =
            new QueriedKey(new QueriedKey.Key("pk", "S"), new QueriedKey.Key("sk", "S"));
    private static final QueriedKey NUMBERS =
            new QueriedKey(new QueriedKey.Key("pk", "S"), new QueriedKey.Key("sk", "N"));
    private static final QueriedKey ONLY_HASH = new QueriedKey(new QueriedKey.Key("pk", "S"), null);

    private static final String OTHER_TYPE =
            invalid("One or more parameter values were invalid: Condition parameter type does not match schema type");

    private static KeyCondition of(QueriedKey schema, String text, Object... placeholders) {
        return KeyConditionExpression.parse(text)
                .bind(placeholders(placeholders))
                .forKey(schema);
    }

    private static String refused(QueriedKey schema, String text, Object... placeholders) {
        return refusal(() -> of(schema, text, placeholders));
    }

    private static String because(String why) {
        return invalid("Invalid KeyConditionExpression: " + why);
    }

    @Test
    void theFirstAttributeOfTheKeyIsEnough() {
        assertThat(of(STRINGS, "pk = :p", ":p", s("x"))).isEqualTo(new KeyCondition("pk", s("x"), null));
        assertThat(of(ONLY_HASH, ":p = (#k)", ":p", s("x"), "#k", "pk"))
                .isEqualTo(new KeyCondition("pk", s("x"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pk = :p AND sk = :a               | EQ          | m
                    sk < :a and pk = :p               | LT          | c
                    pk = :p AND (sk <= :a)            | LE          | c m
                    (pk = :p) AND sk > :a             | GT          | n z
                    (pk = :p AND sk >= :a)            | GE          | m n z
                    pk = :p AND :a > sk               | LT          | c
                    pk = :p AND :a >= sk              | LE          | c m
                    pk = :p AND :a < sk               | GT          | n z
                    :p = pk AND :a <= sk              | GE          | m n z
                    pk = :p AND sk BETWEEN :a AND :b  | BETWEEN     | m n
                    pk = :p AND begins_with(sk, :a)   | BEGINS_WITH | m
                    """)
    void theSecondAttributeMayBeInARange(String text, ComparisonOperator operator, String within) {
        KeyCondition condition = of(STRINGS, text, ":p", s("x"), ":a", s("m"), ":b", s("nn"));
        RangeCondition range = condition.range();
        assertThat(condition.value()).isEqualTo(s("x"));
        assertThat(range.attribute()).isEqualTo("sk");
        assertThat(range.operator()).isEqualTo(operator);
        assertThat(range.value()).isEqualTo(s("m"));
        assertThat(List.of("c", "m", "n", "z").stream()
                        .filter(key -> range.holds(s(key)))
                        .toList())
                .containsExactly(within.split(" "));
    }

    @Test
    void theUpperBoundIsKept() {
        assertThat(of(STRINGS, "pk = :p AND sk BETWEEN :a AND :b", ":p", s("x"), ":a", s("a"), ":b", s("b"))
                        .range()
                        .upper())
                .isEqualTo(s("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pk = :p AND begins_with(sk, :n)       | begins_with | N
                    pk = :p AND begins_with(sk, :b)       | begins_with | BOOL
                    pk = :p AND sk < :b                   | <           | BOOL
                    pk = :p AND :b >= sk                  | >=          | BOOL
                    pk = :p AND sk BETWEEN :b AND :b      | BETWEEN     | BOOL
                    begins_with(sk, :n) AND pk = :missing | begins_with | N
                    pk = :p AND begins_with(sk, :n) AND sk = :missing | begins_with | N
                    """)
    void whatNoKeyCanBeIsRefusedAsInAnyCondition(String text, String operator, String type) {
        assertThat(refused(NUMBERS, text, ":p", s("q"), ":n", n("1"), ":b", bool(true)))
                .isEqualTo(because("Incorrect operand type for operator or function; operator or function: " + operator
                        + ", operand type: " + type));
    }

    @Test
    void valuesMustBeOfTheTypeOfTheKey() {
        assertThat(refused(NUMBERS, "pk = :p AND begins_with(sk, :v)", ":p", s("q"), ":v", s("a")))
                .isEqualTo(OTHER_TYPE);
        assertThat(refused(NUMBERS, "pk = :p AND sk = :v", ":p", s("q"), ":v", bool(true)))
                .isEqualTo(OTHER_TYPE);
        assertThat(refused(STRINGS, "pk = :p", ":p", n("1"))).isEqualTo(OTHER_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sk = :v                      | Query condition missed key schema element: pk
                    attr1 = :v                   | Query condition missed key schema element: pk
                    pk = :v AND attr1 = :v       | Query condition missed key schema element: sk
                    pk > :v                      | Query key condition not supported
                    begins_with(pk, :v)          | Query key condition not supported
                    pk = :v AND sk > :v AND c = :v | The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)
                    pk = :e                      | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk
                    pk > :v or sk = :v           | Invalid operator used in KeyConditionExpression: OR
                    not pk = :v                  | Invalid operator used in KeyConditionExpression: NOT
                    pk in (:v)                   | Invalid operator used in KeyConditionExpression: IN
                    pk <> :v                     | Invalid operator used in KeyConditionExpression: <>
                    attribute_exists(pk)         | Invalid operator used in KeyConditionExpression: attribute_exists
                    attribute_not_exists(pk)     | Invalid operator used in KeyConditionExpression: attribute_not_exists
                    attribute_type(pk, :S)       | Invalid operator used in KeyConditionExpression: attribute_type
                    contains(a.d, b)             | Invalid operator used in KeyConditionExpression: contains
                    :v between a and b           | Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand
                    begins_with(:v, b)           | Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand
                    b > a                        | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
                    a between b and :v           | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
                    begins_with(a, b)            | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
                    :v > :v                      | Invalid condition in KeyConditionExpression: No key attribute specified
                    size(b) > :n AND a.b > :v    | Invalid KeyConditionExpression: KeyConditionExpressions cannot contain nested operations
                    a > size(b.d)                | Invalid KeyConditionExpression: KeyConditionExpressions cannot contain nested operations
                    pk.foo > :v                  | Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes
                    :v < pk[0]                   | Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes
                    pk = :v AND sk > :v AND sk < :v | Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key
                    pk = :v AND (sk > :v AND pk = :v) | Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key
                    ((pk = :v))                  | Invalid KeyConditionExpression: The expression has redundant parentheses;
                    pk = :missing AND begins_with(sk, :n) | Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :missing
                    """)
    void whatCannotBeAskedOfKeysIsRefused(String text, String why) {
        assertThat(refused(STRINGS, text, ":v", s("a"), ":n", n("1"), ":S", s("S"), ":e", s("")))
                .isEqualTo(invalid(why));
    }

    @Test
    void aKeyOfOneAttributeTakesOneCondition() {
        assertThat(refused(ONLY_HASH, "pk = :v AND sk = :v", ":v", s("a")))
                .isEqualTo(invalid("The number of query conditions (2) exceeds the number of key attributes defined in"
                        + " the schema (1)"));
    }

    @Test
    void anEmptyBinaryIsNoKey() {
        assertThat(refused(new QueriedKey(new QueriedKey.Key("pk", "B"), null), "pk = :v", ":v", b()))
                .isEqualTo(invalid("One or more parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty binary value. Key: pk"));
    }

    private static AttributeCondition condition(ComparisonOperator operator, AttributeValue... values) {
        return new AttributeCondition(operator, List.of(values));
    }

    @Test
    void theOlderParameterSaysTheSame() {
        KeyCondition condition = KeyConditions.of(Map.of(
                        "sk", condition(ComparisonOperator.BETWEEN, n("1"), n("2")),
                        "pk", condition(ComparisonOperator.EQ, s("x"))))
                .forKey(NUMBERS);
        assertThat(condition)
                .isEqualTo(new KeyCondition(
                        "pk", s("x"), new RangeCondition("sk", ComparisonOperator.BETWEEN, n("1"), n("2"))));
    }

    @Test
    void theOlderParameterIsCheckedAsWell() {
        assertThat(refusal(() -> KeyConditions.of(Map.of())))
                .isEqualTo(invalid("Conditions can be of length 1 or 2 only"));
        assertThat(refusal(() -> KeyConditions.of(Map.of("pk", condition(ComparisonOperator.EQ)))))
                .isEqualTo(invalid("One or more parameter values were invalid: Invalid number of argument(s) for the EQ"
                        + " ComparisonOperator"));
        assertThat(refusal(() -> KeyConditions.of(Map.of("pk", condition(ComparisonOperator.NE, s("a"))))
                        .forKey(ONLY_HASH)))
                .isEqualTo(invalid("Attempted conditional constraint is not an indexable operation"));
        assertThat(refusal(() -> KeyConditions.of(Map.of("pk", condition(ComparisonOperator.GT, s("a"))))
                        .forKey(ONLY_HASH)))
                .isEqualTo(invalid("Query key condition not supported"));
    }

    @Test
    void theFilterOfAQueryTellsWhichAttributesItReads() {
        Condition filter = ConditionExpression.parse(ExpressionKind.FILTER, "pk = :v AND a > :v")
                .bind(placeholders(":v", s("a")));
        assertThat(filter.attributes()).containsExactly("pk", "a");
        assertThat(filter.holds(map("pk", s("a"), "a", s("b")))).isTrue();
    }
}
