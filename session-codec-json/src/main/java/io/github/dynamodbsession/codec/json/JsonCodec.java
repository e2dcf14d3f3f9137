package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;

/**
 * What the JSON codecs have in common: values as {@code docs/json-format.md} describes them. Immutable; safe for use
 * by any number of threads.
 */
public abstract class JsonCodec implements AttributeCodec {

    private final JsonFormat format;

    /**
     * For the codec of one library.
     *
     * @param format what {@link JsonCodecBuilder#format} made
     */
    protected JsonCodec(JsonFormat format) {
        this.format = format;
    }

    @Override
    public final EncodedValue encode(Object value) {
        return format.encode(value);
    }

    @Override
    public final Object decode(EncodedValue encoded) {
        return format.decode(encoded);
    }
}
