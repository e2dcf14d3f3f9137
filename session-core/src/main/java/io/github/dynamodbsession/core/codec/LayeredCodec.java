package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import org.jspecify.annotations.Nullable;

/**
 * A codec that stores the encodings of another codec in another form, such as compressed. Layers are outermost: a codec
 * that distinguishes or combines encodings, such as {@link CodecSwitch}, belongs inside of them. A layer that stores a
 * value in another form at each place, such as encryption, is a {@link BoundCodec}.
 *
 * <p>Whether a value was altered is judged by the encodings of the innermost codec, because a layer may store one value
 * in several ways: other releases of a library compress otherwise, and encryption uses a new random number each time.
 *
 * <p>Implementations are safe for use by any number of threads if the inner codec is. No argument and no result is null.
 */
public interface LayeredCodec extends AttributeCodec {

    /**
     * The codec whose encodings are stored in another form; it may have layers, too.
     *
     * @return always the same one
     */
    AttributeCodec inner();

    /**
     * Returns the stored form of an encoding.
     *
     * @param encoding a result of the inner codec
     * @return what is stored; {@link #unwrap} returns the encoding from it
     * @throws SessionCodecException if this layer cannot store it
     */
    EncodedValue wrap(EncodedValue encoding);

    /**
     * Returns the encoding from its stored form.
     *
     * @param stored a result of {@link #wrap}, of this or another node, and of this or an older release; or another value
     *     that the layer accepts, such as one that was stored before there was the layer
     * @return what the inner codec decodes
     * @throws SessionCodecException if the stored form is corrupt
     */
    EncodedValue unwrap(EncodedValue stored);

    /**
     * What this layer does, for the line that a store logs at its start, after the description of the inner codec.
     *
     * @return a clause without a full stop, such as "compressed"; empty if there is nothing to say; must not contain
     *     secrets
     */
    String layer();

    @Override
    default EncodedValue encode(Object value) {
        return wrap(inner().encode(value));
    }

    @Override
    default Object decode(EncodedValue encoded) {
        return inner().decode(unwrap(encoded));
    }

    /**
     * The codec below all layers.
     *
     * @param codec any codec
     * @return the innermost one; the codec itself if it has no layers
     */
    static AttributeCodec innermost(AttributeCodec codec) {
        AttributeCodec innermost = codec;
        while (innermost instanceof LayeredCodec layered) {
            innermost = layered.inner();
        }
        return innermost;
    }

    /**
     * The layer of a codec that binds values to their place.
     *
     * @param codec any codec
     * @return its outermost {@link BoundCodec}; null if it has none
     */
    static @Nullable BoundCodec bound(AttributeCodec codec) {
        AttributeCodec each = codec;
        while (each instanceof LayeredCodec layered) {
            if (layered instanceof BoundCodec bound) {
                return bound;
            }
            each = layered.inner();
        }
        return null;
    }

    /**
     * Returns the stored form of an encoding of the innermost codec.
     *
     * @param codec any codec
     * @param encoding a result of {@link #innermost}
     * @param place where it is stored
     * @return what is stored; the encoding itself if the codec has no layers
     * @throws SessionCodecException if a layer cannot store it
     */
    static EncodedValue wrapAll(AttributeCodec codec, EncodedValue encoding, AttributePlace place) {
        if (!(codec instanceof LayeredCodec layered)) {
            return encoding;
        }
        EncodedValue inner = wrapAll(layered.inner(), encoding, place);
        return layered instanceof BoundCodec bound ? bound.wrap(inner, place) : layered.wrap(inner);
    }

    /**
     * Returns the encoding of the innermost codec from its stored form.
     *
     * @param codec any codec
     * @param stored what is stored
     * @param place where it was found
     * @return what the innermost codec decodes; the stored form itself if the codec has no layers
     * @throws SessionCodecException if the stored form is corrupt, or was made for another place
     */
    static EncodedValue unwrapAll(AttributeCodec codec, EncodedValue stored, AttributePlace place) {
        if (!(codec instanceof LayeredCodec layered)) {
            return stored;
        }
        EncodedValue inner = layered instanceof BoundCodec bound ? bound.unwrap(stored, place) : layered.unwrap(stored);
        return unwrapAll(layered.inner(), inner, place);
    }

    /**
     * Requires that a codec has no layers, for codecs that combine or distinguish encodings.
     *
     * @param option what the codec was passed to, for the message
     * @param codec the codec
     * @return the codec
     * @throws IllegalArgumentException if it has layers
     */
    static AttributeCodec requireNoLayers(String option, AttributeCodec codec) {
        if (codec instanceof LayeredCodec) {
            String layer = codec.getClass().getSimpleName();
            throw new IllegalArgumentException(
                    option + ": " + layer + " stores other forms than its inner codec writes;"
                            + " pass the inner codec here, and put " + layer + " around the result");
        }
        return codec;
    }
}
