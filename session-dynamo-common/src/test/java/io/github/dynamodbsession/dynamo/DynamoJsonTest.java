package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.dynamo.call.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1.25",
                "12345678901234567890123456789012345678",
                "\"\"",
                "\"é😀\\n\\u0001\\\"\"",
                "[]",
                "{}",
                "[1,[2,[]],{\"a\":[{}]},null]",
                "{\"a\":{\"b\":\"c\"},\"d\":[true,false]}"
            })
    void jsonIsTheSameThereAndBack(String json) {
        assertThat(DynamoJson.toJson(DynamoJson.toValue(json))).isEqualTo(json);
        assertThat(DynamoJson.toJson(DynamoJson.toValue(" " + json.replace(",", " ,\n") + " ")))
                .isEqualTo(json);
    }

    @Test
    void fieldsHaveOneOrderAndOfOneNameTheLastCounts() {
        assertThat(DynamoJson.toJson(DynamoJson.toValue("{\"b\":1,\"c\":{\"z\":1,\"y\":2},\"a\":3,\"b\":4}")))
                .isEqualTo("{\"a\":3,\"b\":4,\"c\":{\"y\":2,\"z\":1}}");
    }

    @Test
    void numbersAreThoseThatDynamoDbHas() {
        for (String storable : List.of("1e125", "9.9e125", "-1E-130", "1e+21", "0e999", "0.10", "1000e-133")) {
            assertThat(DynamoJson.toValue(storable)).isEqualTo(new Value.N(storable));
        }
        for (String tooMuch : List.of(
                "1e126", "1e-131", "123456789012345678901234567890123456789", "1e99999999999", "[0,{\"a\":1e400}]")) {
            refused(tooMuch, "number");
        }
    }

    @Test
    void whatAMapCannotHoldIsRefused() {
        int most = DynamoJson.MAX_DEPTH;
        DynamoJson.toValue("[".repeat(most) + "]".repeat(most));
        refused("[".repeat(most + 1) + "]".repeat(most + 1), "nested");
        refused("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}", "nested");
        refused("{\"\":1}", "without a name");
        refused("\"\\ud800\"", "surrogate");
    }

    private static void refused(String json, String why) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> DynamoJson.toValue(json))
                .withMessageContaining(why);
    }

    @Test
    void bytesAndSetsHaveNoJson() {
        Value bytes = new Value.B(ByteBuffer.wrap(new byte[] {1}));
        for (Value none : List.of(
                bytes,
                new Value.Set("NS", List.of(new Value.N("1"))),
                new Value.L(List.of(bytes)),
                new Value.M(Map.of("a", new Value.L(List.of(new Value.M(Map.of("b", bytes)))))))) {
            assertThat(DynamoJson.toJson(none)).isNull();
        }
        assertThat(DynamoJson.toJson(Map.of("a", new Value.N("1"), "b", bytes))).isEqualTo(Map.of("a", "1"));
    }
}
