package io.github.dynamodbsession.documentation;

import com.google.crypto.tink.KmsClient;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.nio.file.Path;

final class KeysetFromKms {

    private KeysetFromKms() {}

    static AttributeCodec encrypting(AttributeCodec json, KmsClient kms, String keyUri) {
        return EncryptingCodec.builder(json)
                .keysetFile(Path.of("sessions-keyset.json"))
                .keyEncryption(kms, keyUri)
                .build();
    }
}
