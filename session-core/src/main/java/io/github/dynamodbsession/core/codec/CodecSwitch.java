package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Objects;
import java.util.Optional;

/**
 * Migrates living sessions from one codec to another: writes with the new codec, and reads what either has written.
 *
 * <p>The form of an encoded value determines the codec that reads it: text is JSON, bytes are Java serialization. So
 * the two codecs must write different forms. A value is rewritten when it changes; a value that is only read is not, so
 * the old codec is needed until the last session with such a value has ended. Compressed values are bytes whatever they
 * were before, so {@link CompressingCodec} belongs around a switch, not inside of it.
 *
 * <p>Immutable; safe for use by any number of threads if the codecs are.
 */
public final class CodecSwitch implements AttributeCodec {

    private final AttributeCodec writing;
    private final Optional<AttributeCodec> reading;
    private final Class<?> written;

    private CodecSwitch(AttributeCodec writing, Optional<AttributeCodec> reading) {
        this.writing = writing;
        this.reading = reading;
        this.written = kindOf(writing);
    }

    /**
     * Creates a switch to a codec.
     *
     * @param codec the new codec: writes every value, and reads what it has written
     * @return a codec that behaves like the new one, so far
     * @throws IllegalArgumentException if it is a {@link LayeredCodec}, which belongs around the switch
     */
    public static CodecSwitch writing(AttributeCodec codec) {
        Objects.requireNonNull(codec, "codec");
        return new CodecSwitch(LayeredCodec.requireNoLayers("writing", codec), Optional.empty());
    }

    /**
     * Adds the codec to switch from.
     *
     * @param codec the old codec: reads what it has written, and writes nothing any more
     * @return a new codec that reads both
     * @throws IllegalArgumentException if both write text or both write bytes, so that their values cannot be
     *     distinguished; or if it is a {@link LayeredCodec}, which belongs around the switch
     */
    public CodecSwitch reading(AttributeCodec codec) {
        LayeredCodec.requireNoLayers("reading", codec);
        if (kindOf(codec).equals(written)) {
            throw new IllegalArgumentException("reading: " + codec.getClass().getName() + " and "
                    + writing.getClass().getName() + " both write " + nameOf(written)
                    + ", so their values cannot be distinguished");
        }
        return new CodecSwitch(writing, Optional.of(codec));
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
    private static Class<?> kindOf(AttributeCodec codec) {
        return codec.encode("").getClass();
    }

    private static String nameOf(Class<?> kind) {
        return kind.equals(EncodedValue.Text.class) ? "text" : "bytes";
    }
}
