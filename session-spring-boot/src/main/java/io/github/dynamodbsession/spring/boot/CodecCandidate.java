package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.function.Function;

/**
 * A codec that is on the class path.
 *
 * @param codec makes it, with the classes of the application that it may write and read
 */
record CodecCandidate(CodecKind kind, Function<ValueClasses, AttributeCodec> codec) {}
