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
