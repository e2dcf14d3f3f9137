package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;

/**
 * Turns attribute values into what a storage keeps, and back.
 *
 * <p>Implementations are safe for use by any number of threads. No argument and no result is null. A message of
 * theirs may name types and paths, never values. Implementations are tried with {@code AttributeCodecContract} of
 * {@code session-testkit}.
 */
public interface AttributeCodec {

    /**
     * Encodes a value. Two values that are equal need not give equal results; a value that did not change between
     * two calls must.
     *
     * @param value the value, as the application gave it
     * @return its encoded form
     * @throws SessionCodecException if this codec cannot encode the value, or could not decode what it would write
     */
    EncodedValue encode(Object value);

    /**
     * Decodes what {@link #encode} made, here or on another node, today or under an older release.
     *
     * @param encoded the encoded form
     * @return a fresh value that shares nothing with an earlier result
     * @throws SessionCodecException if the value cannot be decoded: damaged, or of a class that changed, left, or is
     *     not allowed
     */
    Object decode(EncodedValue encoded);
}
