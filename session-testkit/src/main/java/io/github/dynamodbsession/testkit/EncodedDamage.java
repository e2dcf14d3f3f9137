package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ways to corrupt an encoded value. */
final class EncodedDamage {

    private static final List<String> REPLACEMENTS = List.of("", "\u0000", "\"", "}", "[", "9", "é", "\\", "e");

    private EncodedDamage() {}

    /** All its prefixes. */
    static Stream<EncodedValue> truncations(EncodedValue encoded) {
        if (encoded instanceof EncodedValue.Text text) {
            String content = text.content();
            return IntStream.range(0, content.length()).mapToObj(end -> EncodedValue.text(content.substring(0, end)));
        }
        byte[] bytes = ((EncodedValue.Binary) encoded).toByteArray();
        return IntStream.range(0, bytes.length)
                .mapToObj(end -> EncodedValue.binary(java.util.Arrays.copyOf(bytes, end)));
    }

    /** The value with each bit flipped, and each byte set to its extremes; for text, with each character replaced. */
    static Stream<EncodedValue> alterations(EncodedValue encoded) {
        if (encoded instanceof EncodedValue.Text text) {
            String content = text.content();
            return IntStream.range(0, content.length()).boxed().flatMap(i -> REPLACEMENTS.stream()
                    .map(with -> EncodedValue.text(content.substring(0, i) + with + content.substring(i + 1))));
        }
        byte[] bytes = ((EncodedValue.Binary) encoded).toByteArray();
        return IntStream.range(0, bytes.length).boxed().flatMap(i -> bytesAt(bytes, i));
    }

    private static Stream<EncodedValue> bytesAt(byte[] bytes, int index) {
        IntStream flipped = IntStream.range(0, 8).map(bit -> bytes[index] ^ (1 << bit));
        IntStream replaced = IntStream.concat(flipped, IntStream.of(0, 0x7F, 0x80, 0xFF));
        return replaced.mapToObj(value -> {
            byte[] damaged = bytes.clone();
            damaged[index] = (byte) value;
            return EncodedValue.binary(damaged);
        });
    }
}
