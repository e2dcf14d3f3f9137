package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        CodecSwitch compressing = CodecSwitch.writing(CompressingCodec.around(texts));
        assertThatThrownBy(() -> compressing.reading(old))
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

    // ---- encryption ----

    @Test
    void itIntroducesALayerThatMarksItsValues() {
        AttributeCodec codec = CodecSwitch.writing(new Marking(texts)).reading(texts);

        assertThat(codec.encode("value")).isEqualTo(new Marking(texts).encode("value"));
        assertThat(codec.decode(codec.encode("value"))).isEqualTo("value");
        assertThat(codec.decode(texts.encode("value"))).isEqualTo("value");
        assertThat(LayeredCodec.innermost(codec)).isSameAs(texts);
        assertThat(LayeredCodec.bound(codec)).isSameAs(codec);
    }

    @Test
    void itEndsALayerThatMarksItsValues() {
        AttributeCodec codec = CodecSwitch.writing(texts).reading(new Marking(texts));

        assertThat(codec.encode("value")).isEqualTo(EncodedValue.text("value"));
        assertThat(codec.decode(EncodedValue.text("value"))).isEqualTo("value");
        assertThat(codec.decode(new Marking(texts).encode("value"))).isEqualTo("value");
    }

    @Test
    void aMarkedLayerAndAnotherCodecAreSwitchedAtOnce() {
        AttributeCodec there = CodecSwitch.writing(new Marking(texts)).reading(old);
        AttributeCodec back = CodecSwitch.writing(old).reading(new Marking(texts));

        for (AttributeCodec codec : List.of(there, back)) {
            assertThat(codec.decode(new Marking(texts).encode("value"))).isEqualTo("value");
            assertThat(codec.decode(old.encode(List.of(1, 2)))).isEqualTo(List.of(1, 2));
            assertThat(codec.decode(codec.encode("value"))).isEqualTo("value");
        }
        assertThat(there.encode("value")).isEqualTo(new Marking(texts).encode("value"));
        assertThat(back.encode("value")).isEqualTo(old.encode("value"));
    }

    @Test
    void bothSidesMayCompressBelowTheMark() {
        CompressingCodec compressed = CompressingCodec.around(texts);
        String value = "value ".repeat(1000);
        for (AttributeCodec codec : List.of(
                CodecSwitch.writing(new Marking(compressed)).reading(compressed),
                CodecSwitch.writing(compressed).reading(new Marking(compressed)))) {
            assertThat(codec.decode(compressed.encode(value))).isEqualTo(value);
            assertThat(codec.decode(new Marking(compressed).encode(value))).isEqualTo(value);
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
            assertThat(codec.encode(value).size()).isLessThan(500);
        }
    }

    /** The place reaches the layer, whichever side it is on. */
    @Test
    void thePlaceReachesTheLayer() {
        AttributePlace here = new AttributePlace(SessionOrigin.random(), "name");
        AttributePlace there = new AttributePlace(SessionOrigin.random(), "name");
        for (AttributeCodec codec : List.of(
                CodecSwitch.writing(new Marking(texts)).reading(old),
                CodecSwitch.writing(old).reading(new Marking(texts)))) {
            EncodedValue stored = new Marking(texts).wrap(EncodedValue.text("value"), here);

            assertThat(LayeredCodec.unwrapAll(codec, stored, here)).isEqualTo(EncodedValue.text("value"));
            assertThatThrownBy(() -> LayeredCodec.unwrapAll(codec, stored, there))
                    .isInstanceOf(SessionCodecException.class);
        }
    }

    @Test
    void theLayerOfEitherSideSealsOrigins() {
        SessionOrigin origin = SessionOrigin.random();
        SessionOrigin sealed = new Marking(texts).seal(origin, "id");
        for (AttributeCodec codec : List.of(
                CodecSwitch.writing(new Marking(texts)).reading(old),
                CodecSwitch.writing(old).reading(new Marking(texts)))) {
            BoundCodec bound = LayeredCodec.bound(codec);
            assertThat(bound.seal(origin, "id")).isEqualTo(sealed).isNotEqualTo(origin);
            assertThat(bound.open(sealed, "id")).isEqualTo(origin);
        }
    }

    @Test
    void whatCannotBeDistinguishedBelowALayerIsRefused() {
        assertThatThrownBy(() -> CodecSwitch.writing(new Marking(texts)).reading(new Marking(old)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reading: both codecs encrypt");
        AttributeCodec bytes = new Bytes();
        assertThatThrownBy(() -> CodecSwitch.writing(new Marking(bytes)).reading(old))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both write bytes");
        CodecSwitch inner = CodecSwitch.writing(new Marking(texts)).reading(texts);
        assertThatThrownBy(() -> CodecSwitch.writing(old).reading(inner))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reading: a CodecSwitch");
        assertThatThrownBy(() -> CompressingCodec.around(inner))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("inner: encrypted");
    }

    /** Marks texts with the place. */
    private record Marking(AttributeCodec inner) implements BoundCodec {

        private static final byte MARK = (byte) 0x9E;

        @Override
        public EncodedValue wrap(EncodedValue encoding, AttributePlace place) {
            boolean isText = encoding instanceof EncodedValue.Text;
            byte[] content = isText
                    ? ((EncodedValue.Text) encoding).content().getBytes(StandardCharsets.UTF_8)
                    : ((EncodedValue.Binary) encoding).toByteArray();
            return EncodedValue.binary(ByteBuffer.allocate(6 + content.length)
                    .put(MARK)
                    .putInt(place.hashCode())
                    .put((byte) (isText ? 1 : 0))
                    .put(content)
                    .flip());
        }

        @Override
        public EncodedValue unwrap(EncodedValue stored, AttributePlace place) {
            ByteBuffer bytes = ((EncodedValue.Binary) stored).asByteBuffer();
            bytes.get();
            if (bytes.getInt() != place.hashCode()) {
                throw new SessionCodecException("is of another place.");
            }
            boolean isText = bytes.get() == 1;
            return isText
                    ? EncodedValue.text(StandardCharsets.UTF_8.decode(bytes).toString())
                    : EncodedValue.binary(bytes);
        }

        @Override
        public SessionOrigin seal(SessionOrigin origin, String id) {
            return SessionOrigin.of((new String(origin.toByteArray(), StandardCharsets.ISO_8859_1) + id)
                    .getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public SessionOrigin open(SessionOrigin stored, String id) {
            byte[] bytes = stored.toByteArray();
            return SessionOrigin.of(Arrays.copyOf(bytes, bytes.length - id.length()));
        }

        @Override
        public boolean isMarked(EncodedValue stored) {
            return stored instanceof EncodedValue.Binary binary
                    && binary.size() > 0
                    && binary.asByteBuffer().get(0) == MARK;
        }

        @Override
        public String layer() {
            return "marked";
        }
    }

    private static final class Bytes implements AttributeCodec {
        @Override
        public EncodedValue encode(Object value) {
            return EncodedValue.binary(((String) value).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return new String(((EncodedValue.Binary) encoded).toByteArray(), StandardCharsets.UTF_8);
        }
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
