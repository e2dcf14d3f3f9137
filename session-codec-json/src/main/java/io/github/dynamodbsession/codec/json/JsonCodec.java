package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;

/**
 * Base class of the JSON codecs, which write values in the format of {@code docs/json-format.md}. Immutable; safe for
 * use by any number of threads.
 */
public abstract class JsonCodec implements AttributeCodec {

    private final JsonFormat format;

    /**
     * Creates the codec of one library.
     *
     * @param format the result of {@link JsonCodecBuilder#format}
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
