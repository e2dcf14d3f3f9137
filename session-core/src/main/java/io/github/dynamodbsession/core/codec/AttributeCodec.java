package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;

/**
 * Encodes attribute values for a storage, and decodes them.
 *
 * <p>Implementations are safe for use by any number of threads. No argument and no result is null. Messages may name
 * types and paths, but never values. Implementations are tested with {@code AttributeCodecContract} of {@code
 * session-testkit}.
 */
public interface AttributeCodec {

    /**
     * Encodes a value. Equal values need not have equal results, but a value that did not change between two calls
     * must, except that a {@link LayeredCodec} may store the same encoding in several forms.
     *
     * @param value the value, as set by the application
     * @return its encoded form
     * @throws SessionCodecException if this codec cannot encode the value, or could not decode the result
     */
    EncodedValue encode(Object value);

    /**
     * Decodes a result of {@link #encode}, of this or another node, and of this or an older release.
     *
     * @param encoded the encoded form
     * @return a new value that shares nothing with earlier results
     * @throws SessionCodecException if the value cannot be decoded: it is corrupt, or its class was changed, removed,
     *     or is not allowed
     */
    Object decode(EncodedValue encoded);
}
