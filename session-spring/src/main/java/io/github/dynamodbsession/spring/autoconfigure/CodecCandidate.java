package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.Set;
import java.util.function.Function;

/**
 * A codec that is on the class path.
 *
 * @param codec makes it, with packages whose classes it may write and read
 */
record CodecCandidate(CodecKind kind, Function<Set<String>, AttributeCodec> codec) {}
