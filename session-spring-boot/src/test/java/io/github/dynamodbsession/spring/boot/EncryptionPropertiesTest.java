package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** What the properties of encryption do. */
class EncryptionPropertiesTest {

    private static final String PREFIX = "dynamodb.session.encryption.";
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private final InMemoryStorageClient storage = InMemoryStorageClient.create();
    private KeysetHandle keys;
    private Path keyset;

    @BeforeEach
    void createKeys() throws GeneralSecurityException, IOException {
        AeadConfig.register();
        keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        keyset = Files.writeString(
                folder.resolve("keyset.json"),
                TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    }

    private WebApplicationContextRunner node(String... properties) {
        WebApplicationContextRunner node = new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class, SessionAutoConfiguration.class))
                .withBean(StorageClient.class, () -> storage, definition -> definition.setDestroyMethodName(""))
                .withPropertyValues("dynamodb.session.codec=jackson");
        for (String property : properties) {
            node = node.withPropertyValues(property.startsWith("dynamodb.") ? property : PREFIX + property);
        }
        return node;
    }

    private WebApplicationContextRunner withKeys(String mode) {
        return node("mode=" + mode, "keyset-file=" + keyset);
    }

    /** Stores a session with a user. */
    private static String stored(WebApplicationContextRunner node) {
        AtomicReference<String> id = new AtomicReference<>("");
        node.run(context -> {
            assertThat(context).hasNotFailed();
            SessionStore store = context.getBean(SessionStore.class);
            Session session = store.create();
            session.setAttribute("user", "ann");
            store.save(session);
            assertThat(store.find(session.id()).orElseThrow().attribute("user")).contains("ann");
            id.set(session.id());
        });
        return id.get();
    }

    private boolean isEncrypted(String id) {
        return storage.get(id, Instant.now()).orElseThrow().attributes().get("user") instanceof EncodedValue.Binary;
    }

    private static void assertReads(WebApplicationContextRunner node, String id, boolean isRead) {
        node.run(context -> assertThat(context.getBean(SessionStore.class)
                        .find(id)
                        .orElseThrow()
                        .attribute("user")
                        .isPresent())
                .isEqualTo(isRead));
    }

    @Test
    void aModeSaysWhatIsEncryptedAndWhatIsRead() {
        String plain = stored(node());
        assertThat(isEncrypted(plain)).isFalse();
        String encrypted = stored(withKeys("on"));
        assertThat(isEncrypted(encrypted)).isTrue();
        assertThat(isEncrypted(stored(withKeys("read")))).isFalse();
        assertThat(isEncrypted(stored(withKeys("migrate")))).isTrue();

        assertReads(node(), encrypted, false);
        for (String both : new String[] {"read", "migrate"}) {
            assertReads(withKeys(both), plain, true);
            assertReads(withKeys(both), encrypted, true);
        }
        assertReads(withKeys("on"), plain, false);
        assertReads(withKeys("on"), stored(withKeys("migrate")), true);
    }

    @Test
    void valuesAreCompressedBeforeTheyAreEncrypted() {
        withKeys("on")
                .withPropertyValues("dynamodb.session.compression.enabled=true")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    Session session = store.create();
                    session.setAttribute("large", "value ".repeat(1000));
                    store.save(session);
                    assertThat(storage.get(session.id(), Instant.now())
                                    .orElseThrow()
                                    .attributes()
                                    .get("large")
                                    .size())
                            .isLessThan(500);
                    assertThat(store.find(session.id()).orElseThrow().attribute("large"))
                            .contains("value ".repeat(1000));
                });
    }

    @Test
    void valuesAreBoundToTheTextThatIsSet() {
        String id = stored(withKeys("on").withPropertyValues(PREFIX + "bound-to=shop"));

        assertReads(withKeys("on").withPropertyValues(PREFIX + "bound-to=shop"), id, true);
        assertReads(withKeys("on"), id, false);
    }

    // ---- keys ----

    @Test
    void aKeysetFileIsDecryptedByABeanOrAKeyOfAService() throws Exception {
        Aead aead = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        Path encrypted = Files.writeString(
                folder.resolve("encrypted.json"),
                TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keys, aead, NOTHING));
        String id = stored(withKeys("on"));
        WebApplicationContextRunner node = node("mode=on", "keyset-file=" + encrypted);

        assertReads(
                node.withPropertyValues(PREFIX + "key-encryption=sessionKeys")
                        .withBean("sessionKeys", Aead.class, () -> aead)
                        .withBean("another", Aead.class, () -> aead),
                id,
                true);
        assertReads(
                node.withPropertyValues(PREFIX + "key-uri=test-kms://key")
                        .withBean("one", KmsClient.class, () -> new Service("other-kms:", aead))
                        .withBean("two", KmsClient.class, () -> new Service("test-kms:", aead)),
                id,
                true);
        node.withPropertyValues(PREFIX + "key-uri=test-kms://key")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("key-uri is test-kms://key, and there is no bean of the type"));
        node.withPropertyValues(PREFIX + "key-encryption=sessionKeys")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("key-encryption is sessionKeys, and there is no bean of that name"));
        node.withPropertyValues(PREFIX + "key-encryption=a", PREFIX + "key-uri=b")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("are both set"));
    }

    @Test
    void anAeadBeanEncryptsInPlaceOfAFile() throws Exception {
        Aead aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        String id = stored(node("mode=on", "aead=mine").withBean("mine", Aead.class, () -> aead));

        assertThat(isEncrypted(id)).isTrue();
        assertReads(withKeys("on"), id, true);
    }

    @Test
    void missingOrContradictoryKeysAreRefusedByTheirProperties() {
        Map.of(
                        "mode=on",
                        "exactly one of " + PREFIX + "keyset-file and " + PREFIX + "aead",
                        "keyset-file=" + keyset,
                        "mode is off, but there are keys")
                .forEach((property, message) -> node(property).run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining(message)));
        node("mode=on", "keyset-file=" + folder.resolve("missing.json"))
                .run(context -> assertThat(new StoreFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .contains(PREFIX + "keyset-file: ", "missing.json cannot be read"));
        withKeys("on")
                .withClassLoader(new FilteredClassLoader(EncryptingCodec.class))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage(PREFIX + "mode is on, but session-codec-tink is not on the class path."));
    }

    @Test
    void encryptionIsNotNeeded() {
        node().withClassLoader(new FilteredClassLoader(EncryptingCodec.class, Aead.class))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aCodecOfTheUsersIsEncryptedUnlessItEncryptsItself() {
        assertThat(isEncrypted(stored(withKeys("on").withBean(AttributeCodec.class, JacksonCodec::create))))
                .isTrue();
        AttributeCodec own =
                EncryptingCodec.builder(JacksonCodec.create()).keyset(keys).build();
        assertThat(isEncrypted(stored(node().withBean(AttributeCodec.class, () -> own))))
                .isTrue();
        withKeys("on").withBean(AttributeCodec.class, () -> own).run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("encrypts itself"));
    }

    // ---- indexes ----

    @Test
    void valuesOfIndexesAreHashedIfThereAreSecrets() {
        String index = "dynamodb.session.indexes=user";
        String secrets = "index-secrets=the new secret of an index,the old secret of an index";
        String plain = stored(node(index));
        String old = stored(node(index, "index-secrets=the old secret of an index"));
        String fresh = stored(node(index, secrets));

        assertThat(indexed(plain)).isEqualTo("ann");
        assertThat(indexed(fresh)).doesNotContain("ann").isNotEqualTo(indexed(old));
        node(index, secrets).run(context -> assertThat(context.getBean(SessionStore.class)
                        .findByIndex("user", "ann")
                        .map(Session::id))
                .containsExactlyInAnyOrder(old, fresh));
        node(index, secrets, "index-finds-plain=true").run(context -> assertThat(context.getBean(SessionStore.class)
                        .findByIndex("user", "ann")
                        .map(Session::id))
                .containsExactlyInAnyOrder(plain, old, fresh));
        node(index, "index-secrets=short").run(context -> assertThat(new StoreFailureAnalyzer()
                        .analyze(context.getStartupFailure())
                        .getDescription())
                .contains(PREFIX + "index-secrets: a secret must have at least 16 bytes"));
        node(index, "index-finds-plain=true").run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("there are no " + PREFIX + "index-secrets"));
    }

    private String indexed(String id) {
        return storage.get(id, Instant.now()).orElseThrow().indexed().get("user");
    }

    private record Service(String scheme, Aead aead) implements KmsClient {

        @Override
        public boolean doesSupport(String keyUri) {
            return keyUri.startsWith(scheme);
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
            return aead;
        }
    }
}
