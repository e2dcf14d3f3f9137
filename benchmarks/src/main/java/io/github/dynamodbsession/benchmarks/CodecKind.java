package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.ReferenceSession.Visitor;
import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;

/** The codecs, each with the reference session's one class allowed. */
public enum CodecKind {
    JDK,
    JACKSON,
    GSON;

    AttributeCodec make() {
        return switch (this) {
            case JDK ->
                JavaSerializationCodec.builder().allowClass(Visitor.class).build();
            case JACKSON -> JacksonCodec.builder().allowClass(Visitor.class).build();
            case GSON -> GsonCodec.builder().allowClass(Visitor.class).build();
        };
    }
}
