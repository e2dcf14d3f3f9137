package io.github.dynamodbsession.codec.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values of all kinds, with each byte corrupted in turn. */
abstract class DamageTests {

    private final AttributeCodec codec;

    DamageTests(Codecs codecs) {
        this.codec = codecs.ofTheShop();
    }

    private List<byte[]> values() {
        List<byte[]> values = new ArrayList<>();
        Set<Object> samples = new HashSet<>(Shop.samples().values());
        samples.add(Shop.cart(Json.SECRET));
        samples.add(Map.of("list", List.of(Json.SECRET, 5L, 1.5, List.of()), "é😀", Json.SECRET));
        samples.forEach(value -> values.add(Json.text(codec.encode(value)).getBytes(UTF_8)));
        return values;
    }

    @Test
    void whatEndsTooEarlyIsNeverRead() {
        for (byte[] whole : values()) {
            for (int length = 0; length < whole.length; length++) {
                Json.assertNotRead(codec, new String(whole, 0, length, UTF_8));
            }
        }
    }

    @Test
    void aBitThatTurnedIsFoundOrMakesAnotherValue() {
        int read = 0;
        for (byte[] whole : values()) {
            for (int i = 0; i < whole.length * Byte.SIZE; i++) {
                byte[] damaged = whole.clone();
                damaged[i / Byte.SIZE] ^= (byte) (1 << (i % Byte.SIZE));
                read += readIfPossible(new String(damaged, UTF_8)) ? 1 : 0;
            }
        }
        assertThat(read).as("another letter is another text").isPositive();
    }

    /** If the corrupt value can be read, it is a normal value. */
    private boolean readIfPossible(String text) {
        Object value;
        try {
            value = codec.decode(EncodedValue.text(text));
        } catch (SessionCodecException e) {
            assertThat(e).hasNoCause();
            assertThat(e.toString()).doesNotContain(Json.SECRET);
            return false;
        }
        EncodedValue again = codec.encode(value);
        assertThat(codec.encode(codec.decode(again))).isEqualTo(again);
        return true;
    }
}
