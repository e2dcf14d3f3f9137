package io.github.dynamodbsession.codec.tink;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** Keysets for tests. */
final class Keys {

    private Keys() {}

    static KeysetHandle generated() {
        try {
            AeadConfig.register();
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same keys and a new one. */
    static KeysetHandle withNewKey(KeysetHandle keyset, boolean isPrimary) {
        try {
            KeysetHandle.Builder.Entry added = KeysetHandle.generateEntryFromParameters(
                            PredefinedAeadParameters.AES256_GCM)
                    .withRandomId();
            return KeysetHandle.newBuilder(keyset)
                    .addEntry(isPrimary ? added.makePrimary() : added)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Without its first key. */
    static KeysetHandle withoutFirst(KeysetHandle keyset) {
        try {
            KeysetHandle.Builder rest = KeysetHandle.newBuilder(keyset);
            rest.deleteAt(0);
            return rest.build();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
