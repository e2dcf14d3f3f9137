package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecSwitch;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;

/** Chooses what encodes the values of attributes; the one place of the demo that knows the codecs. */
final class CodecChoice {

    private CodecChoice() {}

    /**
     * A codec that writes as it is told, and also reads what the demo left in the table when it was told otherwise. The
     * values that the demo keeps are the JDK's, so no class needs to be allowed.
     */
    static AttributeCodec of(CodecKind kind) {
        AttributeCodec jdk = JavaSerializationCodec.create();
        return switch (kind) {
            // Both read the same JSON, and the pages of the demo need Gson anyway: a start does not wait for Jackson.
            case JDK -> CodecSwitch.writing(jdk).reading(GsonCodec.create());
            case JACKSON -> CodecSwitch.writing(JacksonCodec.create()).reading(jdk);
            case GSON -> CodecSwitch.writing(GsonCodec.create()).reading(jdk);
        };
    }
}
