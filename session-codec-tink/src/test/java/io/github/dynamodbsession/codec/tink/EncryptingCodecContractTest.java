package io.github.dynamodbsession.codec.tink;

import com.google.crypto.tink.KeysetHandle;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.testkit.AttributeCodecContract;

class EncryptingCodecContractTest extends AttributeCodecContract {

    private static final KeysetHandle KEYS = Keys.generated();

    @Override
    protected AttributeCodec codec() {
        return EncryptingCodec.builder(JavaSerializationCodec.create())
                .keyset(KEYS)
                .build();
    }
}
