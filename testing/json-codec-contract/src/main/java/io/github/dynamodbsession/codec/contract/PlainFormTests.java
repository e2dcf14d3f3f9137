package io.github.dynamodbsession.codec.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** JSON as Node.js writes and reads it. */
abstract class PlainFormTests {

    private static final int MAX_DEPTH = 200;

    private final AttributeCodec codec;
    private final AttributeCodec named;

    PlainFormTests(Codecs codecs) {
        this.codec = codecs.with(JsonCodecBuilder::plainJson);
        this.named = codecs.plain();
    }

    private String json(Object value) {
        return ((EncodedValue.Text) codec.encode(value)).content();
    }

    private Object value(String json) {
        return codec.decode(EncodedValue.text(json));
    }

    @Test
    void eachTypeOfJsonIsWrittenAsNodeReadsIt() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("@type", "é\"\\\n");
        map.put("list", Arrays.asList(1, null, true, List.of(), Map.of()));
        assertThat(json(map)).isEqualTo("{\"@type\":\"é\\\"\\\\\\n\",\"list\":[1,null,true,[],{}]}");
        assertThat(json(5L)).isEqualTo("5");
        assertThat(json((short) -5)).isEqualTo("-5");
        assertThat(json(1.5)).isEqualTo("1.5");
        assertThat(json(0.5f)).isEqualTo("0.5");
        assertThat(json(new BigDecimal("12345678901234567890.10"))).isEqualTo("12345678901234567890.10");
        assertThat(json(new BigInteger("12345678901234567890"))).isEqualTo("12345678901234567890");
        assertThat(json(new TreeMap<>(Map.of("a", 1)))).isEqualTo("{\"a\":1}");
    }

    @Test
    void eachTypeOfJsonIsReadAsTheNaturalOneOfJava() {
        assertThat(value("\"text\"")).isEqualTo("text");
        assertThat(value("false")).isEqualTo(false);
        assertThat(value(" [1, {\"a\": null}] "))
                .isEqualTo(List.of(1, java.util.Collections.singletonMap("a", null)))
                .isInstanceOf(ArrayList.class);
        assertThat(value("{\"@type\":\"long\",\"@value\":5}"))
                .isEqualTo(Map.of("@type", "long", "@value", 5))
                .isInstanceOf(LinkedHashMap.class);
    }

    @Test
    void noNumberLosesADigit() {
        assertThat(value("2147483647")).isEqualTo(2147483647);
        assertThat(value("2147483648")).isEqualTo(2147483648L);
        assertThat(value("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(value("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(value("0.1")).isEqualTo(0.1);
        assertThat(value("1e21")).isEqualTo(1e21);
        assertThat(value("5.0")).isEqualTo(5.0);
        assertThat(value("-0")).isEqualTo(-0.0);
        assertThat(value("0.12345678901234567890")).isEqualTo(new BigDecimal("0.12345678901234567890"));
        assertThat(value("1e400")).isEqualTo(new BigDecimal("1e400"));
        for (String literal : List.of("0", "-1", "9007199254740993", "3.141592653589793", "1.0E-7", "123e400")) {
            assertThat(new BigDecimal(json(value(literal)))).isEqualByComparingTo(literal);
        }
    }

    private enum Color {
        RED
    }

    @Test
    void aValueThatIsNoJsonIsRefusedWithItsClass() {
        for (Object value : List.of(
                Instant.EPOCH, UUID.randomUUID(), Color.RED, Set.of("a"), 'c', new int[] {1}, java.util.Locale.ROOT)) {
            assertThatThrownBy(() -> codec.encode(value))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining(value.getClass().getTypeName())
                    .hasMessageContaining("plainJson");
        }
        assertThatThrownBy(() -> codec.encode(Map.of("a", List.of(Instant.EPOCH))))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.time.Instant");
        assertThatThrownBy(() -> codec.encode(Map.of(1, "a"))).isInstanceOf(SessionCodecException.class);
        assertThatThrownBy(() -> codec.encode(Double.NaN)).isInstanceOf(SessionCodecException.class);
        assertThatThrownBy(() -> codec.encode("\ud800")).isInstanceOf(SessionCodecException.class);
    }

    @Test
    void whatIsNoJsonOrTooMuchIsNotRead() {
        for (String json :
                List.of("", "null", "{", "[1,]", "{'a':1}", "NaN", "{\"a\":1,\"a\":2}", "1e99999", "\"\\ud800\"")) {
            assertThatThrownBy(() -> value(json)).as(json).isInstanceOf(SessionCodecException.class);
        }
        assertThat(value(nested(MAX_DEPTH))).isNotNull();
        assertThatThrownBy(() -> value(nested(1_000)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("maxDepth");
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThatThrownBy(() -> codec.encode(endless)).isInstanceOf(SessionCodecException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void whatIsTheSameInBothFormsIsReadByBoth() {
        for (Object value : List.of("text", 5, true, List.of("a", 1), Map.of("a", 1))) {
            assertThat(codec.decode(named.encode(value))).isEqualTo(value);
            assertThat(named.decode(codec.encode(value))).isEqualTo(value);
        }
    }
}
