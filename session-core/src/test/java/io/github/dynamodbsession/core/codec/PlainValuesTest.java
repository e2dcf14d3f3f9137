package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainValuesTest {

    static Stream<Object> plain() {
        return Stream.of(
                "",
                "a text",
                "\u007f\u0001",
                "\u0000, caf\u00e9, \u07ff, \u0800, \u20ac, \ud83d\ude00, \udead",
                "x".repeat(65_535),
                "\u20ac".repeat(21_845),
                0,
                -1,
                Integer.MIN_VALUE,
                42L,
                Long.MAX_VALUE,
                true,
                false,
                1.5,
                Double.NaN,
                -0.0,
                Float.MIN_VALUE,
                (short) -2,
                (byte) -3,
                'c',
                '\uffff');
    }

    static Stream<Object> others() {
        return Stream.of(
                "x".repeat(65_536),
                "\u20ac".repeat(21_846),
                new BigDecimal("1.5"),
                Instant.EPOCH,
                List.of(1),
                new int[] {1},
                Thread.State.NEW);
    }

    private static byte[] bytesOf(Object value) {
        return ((EncodedValue.Binary) Serialized.of(value)).toByteArray();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void theBytesAreThoseOfTheStream(Object value) {
        byte[] streamed = bytesOf(value);

        assertThat(PlainValues.encode(value)).isEqualTo(streamed);
        assertThat(PlainValues.decode(streamed)).isEqualTo(value).hasSameClassAs(value);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNotPlainIsLeftToTheStream(Object value) {
        assertThat(PlainValues.encode(value)).isNull();
        assertThat(PlainValues.decode(bytesOf(value))).isNull();
    }

    /** The stream says what is wrong with these. */
    @ParameterizedTest
    @MethodSource("plain")
    void whatIsCutOffOrHasMoreIsLeftToTheStream(Object value) {
        byte[] whole = bytesOf(value);
        for (int length = Math.max(0, whole.length - 200); length < whole.length; length++) {
            assertThat(PlainValues.decode(Arrays.copyOf(whole, length))).isNull();
        }
        assertThat(PlainValues.decode(Arrays.copyOf(whole, whole.length + 1))).isNull();
    }

    /** Whatever bit turns: what is read without the stream is what the stream reads. */
    @Test
    void aBitThatTurnedIsReadAsTheStreamReadsIt() {
        JavaSerializationCodec codec = JavaSerializationCodec.create();
        int read = 0;
        for (Object value : List.of("text", "caf\u00e9 \u20ac\u0000", 7, true, 1.5, 'c')) {
            byte[] whole = bytesOf(value);
            for (int i = 0; i < whole.length * Byte.SIZE; i++) {
                byte[] damaged = whole.clone();
                damaged[i / Byte.SIZE] ^= (byte) (1 << (i % Byte.SIZE));
                Object plain = PlainValues.decode(damaged);
                if (plain != null) {
                    assertThat(codec.decodeStream(damaged)).isEqualTo(plain);
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(100);
    }
}
