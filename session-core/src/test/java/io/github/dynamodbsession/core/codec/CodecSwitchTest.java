package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecSwitchTest {

    private final AttributeCodec old = JavaSerializationCodec.create();
    private final AttributeCodec texts = new Texts();

    @Test
    void itWritesWithTheNewCodecAndReadsWhatEitherWrote() {
        AttributeCodec codec = CodecSwitch.writing(texts).reading(old);

        assertThat(codec.encode("value")).isEqualTo(EncodedValue.text("value"));
        assertThat(codec.decode(codec.encode("value"))).isEqualTo("value");
        assertThat(codec.decode(old.encode(List.of(1, 2)))).isEqualTo(List.of(1, 2));
    }

    @Test
    void itGoesTheOtherWayRoundToo() {
        AttributeCodec codec = CodecSwitch.writing(old).reading(texts);

        assertThat(codec.encode("value")).isEqualTo(old.encode("value"));
        assertThat(codec.decode(EncodedValue.text("value"))).isEqualTo("value");
    }

    @Test
    void whatNoneOfThemReadsIsRefused() {
        AttributeCodec codec = CodecSwitch.writing(texts);

        assertThat(codec.decode(EncodedValue.text("value"))).isEqualTo("value");
        assertThatThrownBy(() -> codec.decode(old.encode("s3cret")))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("bytes")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void twoCodecsWhoseValuesLookAlikeCannotBeToldApart() {
        CodecSwitch codec = CodecSwitch.writing(texts);

        assertThatThrownBy(() -> codec.reading(new Texts()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reading")
                .hasMessageContaining(Texts.class.getName());
    }

    /** Its text is stored as bytes above the threshold, which the switch would take for the other codec's. */
    @Test
    void compressionBelongsAroundASwitch() {
        assertThatThrownBy(() -> CodecSwitch.writing(CompressingCodec.around(texts)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("writing: CompressingCodec")
                .hasMessageEndingWith("pass the inner codec here, and put CompressingCodec around the result");
        CodecSwitch codec = CodecSwitch.writing(texts);
        assertThatThrownBy(() -> codec.reading(CompressingCodec.around(old)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reading: CompressingCodec");
    }

    @Test
    void compressedValuesOfEitherCodecAreRead() {
        String value = "value ".repeat(1000);
        AttributeCodec codec =
                CompressingCodec.around(CodecSwitch.writing(texts).reading(old));

        EncodedValue compressedBefore = CompressingCodec.around(old).encode(value);
        EncodedValue compressedNow = codec.encode(value);

        assertThat(List.of(compressedBefore, compressedNow))
                .allMatch(EncodedValue.Binary.class::isInstance)
                .allMatch(encoded -> encoded.size() < 500)
                .allSatisfy(encoded -> assertThat(codec.decode(encoded)).isEqualTo(value));
        assertThat(codec.decode(old.encode(value))).isEqualTo(value);
        assertThat(codec.decode(texts.encode(value))).isEqualTo(value);
    }

    private static final class Texts implements AttributeCodec {
        @Override
        public EncodedValue encode(Object value) {
            return EncodedValue.text((String) value);
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return ((EncodedValue.Text) encoded).content();
        }
    }
}
