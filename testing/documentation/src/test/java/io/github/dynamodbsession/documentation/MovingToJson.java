package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecSwitch;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.storage.StorageClient;

final class MovingToJson {

    private MovingToJson() {}

    static SessionStore storeOn(StorageClient storage) {
        AttributeCodec json =
                JacksonCodec.builder().allowPackage("com.acme.shop").build();
        AttributeCodec old =
                JavaSerializationCodec.builder().allowPackage("com.acme.shop").build();
        return SessionStore.builder(storage)
                .codec(CodecSwitch.writing(json).reading(old))
                .build();
    }
}
