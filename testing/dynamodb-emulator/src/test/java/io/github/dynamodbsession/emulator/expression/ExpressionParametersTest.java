package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParametersTest {

    private static ExpressionParameters of(String operation) {
        return switch (operation) {
            case "GET" -> ExpressionParameters.GET;
            case "WRITE" -> ExpressionParameters.WRITE;
            case "UPDATE" -> ExpressionParameters.UPDATE;
            case "QUERY" -> ExpressionParameters.QUERY;
            default -> ExpressionParameters.SCAN;
        };
    }

    private static String refused(String operation, String... parameters) {
        Map<String, Object> request = Stream.of(parameters).collect(Collectors.toMap(name -> name, name -> "x"));
        return refusal(() -> of(operation).check(request));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | AttributesToGet                                             | ProjectionExpression
                    WRITE  | Expected                                                    | ConditionExpression
                    WRITE  | Expected, ConditionalOperator                               | ConditionExpression
                    UPDATE | AttributeUpdates                                            | UpdateExpression
                    UPDATE | AttributeUpdates, Expected, ConditionalOperator             | UpdateExpression, ConditionExpression
                    QUERY  | AttributesToGet                                             | KeyConditionExpression
                    QUERY  | QueryFilter, ConditionalOperator, KeyConditions             | ProjectionExpression, FilterExpression, KeyConditionExpression
                    SCAN   | AttributesToGet, ScanFilter, ConditionalOperator            | ProjectionExpression, FilterExpression
                    """)
    void expressionsAndWhatCameBeforeThemAreNotMixed(String operation, String older, String expressions) {
        String[] all = Stream.of(older.split(", "), expressions.split(", "))
                .flatMap(Stream::of)
                .toArray(String[]::new);
        assertThat(refused(operation, all))
                .isEqualTo(invalid("Can not use both expression and non-expression parameters in the same request:"
                        + " Non-expression parameters: {" + older + "} Expression parameters: {" + expressions + "}"));
        assertThat(refused(operation, older.split(", "))).isEmpty();
        assertThat(refused(operation, expressions.split(", "))).isEmpty();
    }

    @Test
    void theOlderConditionsForKeysGoWithOtherExpressions() {
        assertThat(refused("QUERY", "KeyConditions", "FilterExpression", "ProjectionExpression"))
                .isEmpty();
        assertThat(refused("QUERY", "KeyConditions", "QueryFilter", "FilterExpression"))
                .contains("{QueryFilter}");
    }

    @Test
    void placeholdersAreForExpressions() {
        String names = invalid("ExpressionAttributeNames can only be specified when using expressions");
        String values = invalid("ExpressionAttributeValues can only be specified when using expressions");
        for (String operation : new String[] {"GET", "WRITE", "UPDATE", "QUERY", "SCAN"}) {
            assertThat(refused(operation, "ExpressionAttributeNames")).isEqualTo(names);
        }
        for (String operation : new String[] {"WRITE", "UPDATE", "QUERY"}) {
            assertThat(refused(operation, "ExpressionAttributeValues")).isEqualTo(values);
        }
        assertThat(refused("SCAN", "ProjectionExpression", "ExpressionAttributeValues"))
                .isEqualTo(values + ": FilterExpression is null");
        assertThat(refused("WRITE", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"))
                .isEmpty();
    }
}
