package io.github.dynamodbsession.core.codec;

import java.util.Objects;

/**
 * Migrates living sessions from one codec to another: writes with the new codec, and reads what either has written.
 *
 * <p>The form of an encoded value determines the codec that reads it: text is JSON, bytes are Java serialization. So
 * the two codecs must write different forms. A value is rewritten when it changes; a value that is only read is not, so
 * the old codec is needed until the last session with such a value has ended. Compressed values are bytes whatever they
 * were before, so {@link CompressingCodec} belongs around a switch, not inside of it.
 *
 * <p>A switch also introduces encryption, and ends it: a {@link BoundCodec} marks its values, so one of the two codecs
 * may be one, of the same codec as the other or not. If below their layers both write the same form, the new codec
 * decodes the values of both. While a switch reads values that are not encrypted, it accepts them from whoever can write
 * to the storage.
 *
 * <p>Immutable; safe for use by any number of threads if the codecs are.
 */
public abstract sealed class CodecSwitch implements AttributeCodec permits PlainSwitch, LayerSwitch {

    CodecSwitch() {}

    /**
     * Creates a switch to a codec.
     *
     * @param codec the new codec: writes every value, and reads what it has written
     * @return a codec that behaves like the new one, so far
     * @throws IllegalArgumentException if it is a switch that reads encrypted values
     */
    public static CodecSwitch writing(AttributeCodec codec) {
        Objects.requireNonNull(codec, "codec");
        return codec instanceof LayeredCodec ? LayerSwitch.to("writing", codec) : PlainSwitch.to(codec);
    }

    /**
     * Adds the codec to switch from.
     *
     * @param codec the old codec: reads what it has written, and writes nothing any more
     * @return a new codec that reads both
     * @throws IllegalArgumentException if both write text or both write bytes, or both are a {@link BoundCodec}, so that
     *     their values cannot be distinguished; or if none of them is a {@code BoundCodec} and one is another {@link
     *     LayeredCodec}, which belongs around the switch
     */
    public abstract CodecSwitch reading(AttributeCodec codec);
}
