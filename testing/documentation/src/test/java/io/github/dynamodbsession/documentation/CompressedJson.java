package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.storage.StorageClient;

final class CompressedJson {

    private CompressedJson() {}

    static SessionStore storeOn(StorageClient storage) {
        AttributeCodec json =
                JacksonCodec.builder().allowPackage("com.acme.shop").build();
        return SessionStore.builder(storage)
                .codec(CompressingCodec.builder(json).threshold(2048).build())
                .build();
    }
}
