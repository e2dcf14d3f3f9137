package io.github.dynamodbsession.codec.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.KmsAeadKeyManager;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetsTest {

    private static final KeysetHandle KEYS = Keys.generated();
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private static EncryptingCodec.Builder builder() {
        return EncryptingCodec.builder(new Texts());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("keyset.json"), content);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("keyset.bin"), content);
    }

    private static String json(KeysetHandle keys) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    }

    private static void assertReads(EncryptingCodec codec) {
        EncodedValue stored = builder().keyset(KEYS).build().wrap(EncodedValue.text("value"));
        assertThat(codec.unwrap(stored)).isEqualTo(EncodedValue.text("value"));
    }

    // ---- files ----

    @Test
    void aFileIsReadAsJsonAndBinary() throws Exception {
        assertReads(builder().keysetFile(file(json(KEYS))).build());
        assertReads(builder().keysetFile(file("\n  " + json(KEYS))).build());
        assertReads(builder()
                .keysetFile(file(TinkProtoKeysetFormat.serializeKeyset(KEYS, InsecureSecretKeyAccess.get())))
                .build());
    }

    @Test
    void anEncryptedFileIsDecryptedByAnAeadOrAKeyOfAService() throws Exception {
        Service service = new Service();
        Path json = file(TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(KEYS, service.key, NOTHING));
        Path binary = file(TinkProtoKeysetFormat.serializeEncryptedKeyset(KEYS, service.key, NOTHING));

        for (Path file : List.of(json, binary)) {
            assertReads(builder().keysetFile(file).keyEncryption(service.key).build());
            assertReads(builder()
                    .keysetFile(file)
                    .keyEncryption(service, "test-kms://key")
                    .build());
        }
    }

    @Test
    void aFileThatIsNoKeysetIsRefusedWithItsName() throws Exception {
        assertRefused(
                builder().keysetFile(folder.resolve("missing.json")), "keysetFile: ", "missing.json", "cannot be read");
        for (String content : List.of("", " ", "{", "{}", "[]", "s3cret", "{\"primaryKeyId\":1,\"key\":[]}")) {
            assertRefused(builder().keysetFile(file(content)), "keysetFile: ", "keyset.json", "keyset");
        }
        String json = json(KEYS);
        for (int length : List.of(1, json.length() / 2, json.length() - 2)) {
            assertRefused(builder().keysetFile(file(json.substring(0, length))), "keysetFile: ", "keyset.json");
        }
        assertRefused(builder().keysetFile(file(new byte[] {1, 2, 3})), "keysetFile: ", "keyset.bin");
        assertRefused(builder().keysetFile(folder), "keysetFile: ");
    }

    /** Nothing of a keyset is in a message. */
    @Test
    void messagesQuoteNothingOfAKeyset() throws Exception {
        String json = json(KEYS);
        String key = json.substring(json.indexOf("\"value\":\"") + 9, json.indexOf("\"value\":\"") + 30);

        assertThatThrownBy(() -> builder()
                        .keysetFile(file(json.replace("\"keyData\"", "\"other\"")))
                        .build())
                .isInstanceOf(SessionConfigurationException.class)
                .hasNoCause()
                .hasMessageNotContaining(key);
    }

    @Test
    void encryptedAndPlainFilesAreDistinguished() throws Exception {
        Service service = new Service();
        Path plain = Files.writeString(folder.resolve("plain.json"), json(KEYS));
        Path encrypted = Files.writeString(
                folder.resolve("encrypted.json"),
                TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(KEYS, service.key, NOTHING));

        assertRefused(builder().keysetFile(encrypted), "is encrypted; set keyEncryption");
        assertRefused(builder().keysetFile(plain).keyEncryption(service.key), "is not encrypted");
        assertRefused(
                builder().keysetFile(encrypted).keyEncryption(new Service().key),
                "cannot be decrypted by keyEncryption");
    }

    // ---- keys ----

    @Test
    void aKeysetWithoutAPrimaryKeyIsRefused() throws Exception {
        String json = json(KEYS);
        String id = json.replaceAll("(?s).*\"primaryKeyId\":\\s*(\\d+).*", "$1");

        assertRefused(
                builder().keysetFile(file(json.replaceFirst("\"primaryKeyId\":\\s*" + id, "\"primaryKeyId\":1"))),
                "keysetFile: ",
                "primary key");
        assertRefused(
                builder().keysetFile(file(json.replaceFirst("\"primaryKeyId\":\\s*" + id + ",", ""))),
                "keysetFile: ",
                "primary key");
        assertRefused(
                builder().keysetFile(file(json.replace("\"ENABLED\"", "\"DISABLED\""))), "keysetFile: ", "primary key");
    }

    @Test
    void keysOfAnotherKindAreRefused() throws Exception {
        MacConfig.register();
        DeterministicAeadConfig.register();
        for (KeysetHandle other : List.of(
                KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
                KeysetHandle.generateNew(PredefinedDeterministicAeadParameters.AES256_SIV))) {
            assertRefused(builder().keyset(other), "keyset: the key ", "of another kind than Aead");
            assertRefused(builder().keysetFile(file(json(other))), "keysetFile: the key ", "of another kind than Aead");
        }
    }

    /** Tink hides why such a key does not decrypt. */
    @Test
    void keysInAServiceAreToBePassedAsAnAead() throws Exception {
        Keysets.register();
        KeysetHandle remote = KeysetHandle.generateNew(KmsAeadKeyManager.createKeyTemplate("test-kms://key"));

        assertRefused(builder().keyset(remote), "in a key service", "aead");
    }

    // ---- a service ----

    @Test
    void aServiceThatIsDownWhenTheKeysetIsReadIsSaidToBe() throws Exception {
        Service service = new Service();
        Path file = file(TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(KEYS, service.key, NOTHING));
        service.isDown = true;

        assertThatThrownBy(() -> builder()
                        .keysetFile(file)
                        .keyEncryption(service, "test-kms://key")
                        .build())
                .isInstanceOfSatisfying(
                        SessionException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("try again");

        service.isDown = false;
        assertReads(builder()
                .keysetFile(file)
                .keyEncryption(service, "test-kms://key")
                .build());
    }

    @Test
    void aKeyThatTheServiceDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> builder().keyEncryption(new Service(), "other-kms://key"))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageStartingWith("keyEncryption: ")
                .hasMessageContaining("other-kms://key");
    }

    // ---- options ----

    @Test
    void exactlyOneSourceOfKeysIsNeeded() throws Exception {
        Path file = file(json(KEYS));
        Aead aead = new Service().key;

        assertRefused(builder(), "exactly one of them", "not 0");
        assertRefused(builder().keyset(KEYS).keysetFile(file), "exactly one of them", "not 2");
        assertRefused(builder().keyset(KEYS).aead(aead), "not 2");
        assertRefused(builder().keyset(KEYS).keyEncryption(aead), "keyEncryption is for a keysetFile");
        assertRefused(builder().keyset(KEYS).boundTo("x".repeat(1025)), "boundTo must have at most 1024 bytes");
    }

    private static void assertRefused(EncryptingCodec.Builder builder, String... words) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("s3cret");
    }

    /** A key service with one key. */
    private static final class Service implements KmsClient {

        private boolean isDown;
        private final Aead remote;
        private final Aead key = new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                return answering().encrypt(plaintext, associatedData);
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
                return answering().decrypt(ciphertext, associatedData);
            }
        };

        Service() {
            try {
                remote = Keys.generated().getPrimitive(RegistryConfiguration.get(), Aead.class);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        private Aead answering() throws GeneralSecurityException {
            if (isDown) {
                throw new GeneralSecurityException("the service failed", new ConnectException("refused"));
            }
            return remote;
        }

        @Override
        public boolean doesSupport(String keyUri) {
            return keyUri.startsWith("test-kms://");
        }

        @Override
        public KmsClient withCredentials(String credentials) {
            return this;
        }

        @Override
        public KmsClient withDefaultCredentials() {
            return this;
        }

        @Override
        public Aead getAead(String keyUri) {
            return key;
        }
    }
}
