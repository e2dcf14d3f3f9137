package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.placeholders;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @Test
    void thereMustBeSome() {
        assertThat(refusal(() -> Placeholders.checkNames(Map.of())))
                .isEqualTo(invalid("ExpressionAttributeNames must not be empty"));
        assertThat(refusal(() -> Placeholders.checkValueKeys(Set.of())))
                .isEqualTo(invalid("ExpressionAttributeValues must not be empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "#", ":", "#a-b", ":a.b", "##", "#ü", "a#"})
    void aKeyBeginsWithItsSignAndGoesOnAsAWord(String key) {
        assertThat(refusal(() -> Placeholders.checkNames(Map.of(key, "a"))))
                .isEqualTo(
                        invalid("ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + key + "\""));
        assertThat(refusal(() -> Placeholders.checkValueKeys(Set.of(key))))
                .isEqualTo(
                        invalid("ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + key + "\""));
    }

    @Test
    void aKeyIsNotTooLong() {
        String longest = "a".repeat(254);
        assertThat(refusal(() -> Placeholders.checkNames(Map.of("#" + longest, "a"))))
                .isEmpty();
        assertThat(refusal(() -> Placeholders.checkNames(Map.of("#a" + longest, "a"))))
                .isEqualTo(invalid("ExpressionAttributeNames contains invalid key: The expression attribute map"
                        + " contains a key that is too long; size of key: 256"));
        assertThat(refusal(() -> Placeholders.checkValueKeys(Set.of(":a" + longest))))
                .isEqualTo(invalid("ExpressionAttributeValues contains invalid key: The expression attribute map"
                        + " contains a key that is too long; size of key: 256"));
    }

    @Test
    void aNameIsNotEmpty() {
        assertThat(refusal(() -> Placeholders.checkNames(Map.of("#a", ""))))
                .isEqualTo(invalid("ExpressionAttributeNames contains invalid value: Empty attribute name for key #a"));
    }

    @Test
    void allMustBeUsed() {
        Placeholders placeholders =
                placeholders("#a", "a", "#b", "b", "#c", "c", ":x", n("1"), ":y", n("1"), ":z", n("1"));
        ConditionExpression.parse(ExpressionKind.CONDITION, "#b = :x").bind(placeholders);
        assertThat(refusal(placeholders::requireAllUsed))
                .isEqualTo(invalid("Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #c}"));
        UpdateExpression.parse("SET #a = #c + :z").bind(placeholders);
        assertThat(refusal(placeholders::requireAllUsed))
                .isEqualTo(invalid("Value provided in ExpressionAttributeValues unused in expressions: keys: {:y}"));
        KeyConditionExpression.parse("pk = :y").bind(placeholders);
        placeholders.requireAllUsed();
    }

    @Test
    void aRequestMayHaveNone() {
        Placeholders none = new Placeholders(null, null);
        ProjectionExpression.parse("a").bind(none);
        none.requireAllUsed();
    }
}
