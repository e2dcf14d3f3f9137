package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.nio.file.Path;

final class EncryptedSessions {

    private EncryptedSessions() {}

    static SessionStore storeOn(StorageClient storage) {
        AttributeCodec json =
                JacksonCodec.builder().allowPackage("com.acme.shop").build();
        return SessionStore.builder(storage)
                .codec(EncryptingCodec.builder(json)
                        .keysetFile(Path.of("/run/secrets/sessions-keyset.json"))
                        .build())
                .build();
    }
}
