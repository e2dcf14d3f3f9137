package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Optional;

/** A switch between two codecs without layers: the form of a value determines the codec that reads it. */
final class PlainSwitch extends CodecSwitch {

    private final AttributeCodec writing;
    private final Optional<AttributeCodec> reading;
    private final Class<?> written;

    private PlainSwitch(AttributeCodec writing, Optional<AttributeCodec> reading) {
        this.writing = writing;
        this.reading = reading;
        this.written = kindOf(writing);
    }

    static PlainSwitch to(AttributeCodec codec) {
        return new PlainSwitch(codec, Optional.empty());
    }

    @Override
    public CodecSwitch reading(AttributeCodec codec) {
        if (codec instanceof BoundCodec) {
            return LayerSwitch.to("writing", writing).reading(codec);
        }
        LayeredCodec.requireNoLayers("reading", codec);
        if (kindOf(codec).equals(written)) {
            throw alike(writing, codec);
        }
        return new PlainSwitch(writing, Optional.of(codec));
    }

    static IllegalArgumentException alike(AttributeCodec writing, AttributeCodec reading) {
        return new IllegalArgumentException("reading: " + reading.getClass().getName() + " and "
                + writing.getClass().getName() + " both write " + nameOf(kindOf(writing))
                + ", so their values cannot be distinguished");
    }

    @Override
    public EncodedValue encode(Object value) {
        return writing.encode(value);
    }

    @Override
    public Object decode(EncodedValue encoded) {
        if (encoded.getClass().equals(written)) {
            return writing.decode(encoded);
        }
        return reading.orElseThrow(() -> new SessionCodecException(
                        "is " + nameOf(encoded.getClass()) + ", and there is no codec that reads it."))
                .decode(encoded);
    }

    /** The form, text or bytes, in which the codec writes a minimal value. */
    static Class<?> kindOf(AttributeCodec codec) {
        return codec.encode("").getClass();
    }

    private static String nameOf(Class<?> kind) {
        return kind.equals(EncodedValue.Text.class) ? "text" : "bytes";
    }
}
