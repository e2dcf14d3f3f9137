package io.github.dynamodbsession.core.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A switch of which one side is a {@link BoundCodec}: the mark of a value determines the side that reads it. */
final class LayerSwitch extends CodecSwitch implements BoundCodec {

    private final AttributeCodec writing;
    private final Optional<AttributeCodec> reading;
    private final AttributeCodec inner;

    private LayerSwitch(AttributeCodec writing, Optional<AttributeCodec> reading, AttributeCodec inner) {
        this.writing = writing;
        this.reading = reading;
        this.inner = inner;
    }

    static LayerSwitch to(String option, AttributeCodec codec) {
        AttributeCodec side = requireNoSwitch(option, codec);
        return new LayerSwitch(side, Optional.empty(), LayeredCodec.innermost(side));
    }

    private static AttributeCodec requireNoSwitch(String option, AttributeCodec codec) {
        if (codec instanceof LayerSwitch) {
            throw new IllegalArgumentException(
                    option + ": a CodecSwitch that reads encrypted values cannot be a part of"
                            + " another one; put the other one inside of the encryption");
        }
        return codec;
    }

    @Override
    public CodecSwitch reading(AttributeCodec codec) {
        requireNoSwitch("reading", codec);
        if (writing instanceof BoundCodec && codec instanceof BoundCodec) {
            throw new IllegalArgumentException("reading: both codecs encrypt, so their values cannot be distinguished;"
                    + " a change of keys needs no switch, but one keyset with both keys");
        }
        if (!(writing instanceof BoundCodec) && !(codec instanceof BoundCodec)) {
            LayeredCodec.requireNoLayers("writing", writing);
        }
        return new LayerSwitch(
                writing, Optional.of(codec), inner(LayeredCodec.innermost(writing), LayeredCodec.innermost(codec)));
    }

    /** Reads what either side has encoded, below its layers. */
    private static AttributeCodec inner(AttributeCodec writing, AttributeCodec reading) {
        if (!PlainSwitch.kindOf(writing).equals(PlainSwitch.kindOf(reading))) {
            return PlainSwitch.to(writing).reading(reading);
        }
        boolean isBytes = PlainSwitch.kindOf(writing).equals(EncodedValue.Binary.class);
        if (isBytes && !writing.getClass().equals(reading.getClass())) {
            throw PlainSwitch.alike(writing, reading);
        }
        return writing;
    }

    @Override
    public AttributeCodec inner() {
        return inner;
    }

    @Override
    public String layer() {
        String written = layers(writing);
        String read = reading.map(LayerSwitch::layers).orElse("");
        return read.isEmpty() ? written : (written.isEmpty() ? "" : written + ", ") + "reading what is " + read;
    }

    private static String layers(AttributeCodec codec) {
        if (!(codec instanceof LayeredCodec layered)) {
            return "";
        }
        String inner = layers(layered.inner());
        return inner.isEmpty() || layered.layer().isEmpty() ? inner + layered.layer() : inner + ", " + layered.layer();
    }

    @Override
    public EncodedValue wrap(EncodedValue encoding, AttributePlace place) {
        return LayeredCodec.wrapAll(writing, encoding, place);
    }

    @Override
    public EncodedValue unwrap(EncodedValue stored, AttributePlace place) {
        return LayeredCodec.unwrapAll(readerOf(stored), stored, place);
    }

    private AttributeCodec readerOf(EncodedValue stored) {
        if (writing instanceof BoundCodec bound) {
            return bound.isMarked(stored) ? writing : reading.orElse(writing);
        }
        return reading.filter(codec -> ((BoundCodec) codec).isMarked(stored)).orElse(writing);
    }

    /** Null: there is no other side yet, and this one binds nothing. */
    private @Nullable BoundCodec bound() {
        BoundCodec written = LayeredCodec.bound(writing);
        return written != null ? written : reading.map(LayeredCodec::bound).orElse(null);
    }

    @Override
    public SessionOrigin seal(SessionOrigin origin, String id) {
        BoundCodec bound = bound();
        return bound == null ? origin : bound.seal(origin, id);
    }

    @Override
    public SessionOrigin open(SessionOrigin stored, String id) {
        BoundCodec bound = bound();
        return bound == null ? stored : bound.open(stored, id);
    }

    @Override
    public boolean isMarked(EncodedValue stored) {
        return readerOf(stored) instanceof BoundCodec;
    }
}
