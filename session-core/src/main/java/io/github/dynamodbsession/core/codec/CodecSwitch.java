package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves sessions from one codec to another while they live: writes with the new one and reads what either wrote.
 *
 * <p>An encoded value says itself who reads it: text is JSON, bytes are Java serialization. So the two codecs have to
 * differ in which of them they write. A value is written anew when it changes; one that is only read stays as it is,
 * and the old codec is needed until the last session that has one ended.
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
     * Begins with the codec to change to.
     *
     * @param codec writes every value, and reads what it wrote
     * @return a codec that does as this one, so far
     */
    public static CodecSwitch writing(AttributeCodec codec) {
        return new CodecSwitch(Objects.requireNonNull(codec, "codec"), Optional.empty());
    }

    /**
     * Adds the codec to change from.
     *
     * @param codec reads what it wrote, and writes nothing any more
     * @return a new codec that reads both
     * @throws IllegalArgumentException if both write text, or both bytes, so that nothing would tell them apart
     */
    public CodecSwitch reading(AttributeCodec codec) {
        if (kindOf(codec).equals(written)) {
            throw new IllegalArgumentException("reading: " + codec.getClass().getName() + " and "
                    + writing.getClass().getName() + " both write " + nameOf(written)
                    + ", so nothing would tell their values apart");
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
                        "is " + nameOf(encoded.getClass()) + ", and no codec was given that reads it."))
                .decode(encoded);
    }

    /** Text or bytes, as the codec writes the least of values. */
    private static Class<?> kindOf(AttributeCodec codec) {
        return codec.encode("").getClass();
    }

    private static String nameOf(Class<?> kind) {
        return kind.equals(EncodedValue.Text.class) ? "text" : "bytes";
    }
}
