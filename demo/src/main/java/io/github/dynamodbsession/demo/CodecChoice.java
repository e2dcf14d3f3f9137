package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecSwitch;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;

/** Chooses the codec of attribute values; the only place in the demo that knows the codecs. */
final class CodecChoice {

    private CodecChoice() {}

    /**
     * A codec that writes the chosen format, and also reads what earlier runs of the demo have stored in another
     * format. The demo stores only JDK values, so no class needs to be allowed.
     */
    static AttributeCodec of(DemoOptions options) {
        return options.layout().isOfExpress() ? plain(options.codec()) : of(options.codec());
    }

    /** JSON without types, as Express reads and writes it. */
    private static AttributeCodec plain(CodecKind kind) {
        return kind == CodecKind.JACKSON
                ? JacksonCodec.builder().plainJson().build()
                : GsonCodec.builder().plainJson().build();
    }

    /** A codec for the native layout. */
    static AttributeCodec of(CodecKind kind) {
        AttributeCodec jdk = JavaSerializationCodec.create();
        return switch (kind) {
            // Both read the same JSON, and the demo's pages need Gson anyway, so that startup does not load Jackson.
            case JDK -> CodecSwitch.writing(jdk).reading(GsonCodec.create());
            case JACKSON -> CodecSwitch.writing(JacksonCodec.create()).reading(jdk);
            case GSON -> CodecSwitch.writing(GsonCodec.create()).reading(jdk);
        };
    }
}
