package io.github.dynamodbsession.codec.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecSwitch;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.testkit.SettableClock;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EncryptedSessionsTest {

    private static final KeysetHandle KEYS = Keys.generated();
    private static final AttributeCodec PLAIN = new Texts();

    private final SettableClock clock = SettableClock.startingNow();
    private final StorageClient storage = InMemoryStorageClient.create();
    private final List<SessionCodecException> reported = new ArrayList<>();
    private final SessionStore store = store(encrypting(KEYS));

    private static EncryptingCodec encrypting(KeysetHandle keys) {
        return EncryptingCodec.builder(PLAIN).keyset(keys).build();
    }

    private SessionStore store(AttributeCodec codec) {
        return SessionStore.builder(storage)
                .codec(codec)
                .clock(clock)
                .touchAfter(Duration.ofMinutes(1))
                .cleanupInterval(Duration.ZERO)
                .listener(new SessionListener() {
                    @Override
                    public void onAttributeUndecodable(SessionCodecException failure) {
                        reported.add(failure);
                    }
                })
                .build();
    }

    private static String stored(SessionStore node, Map<String, ?> attributes) {
        Session session = node.create();
        attributes.forEach(session::setAttribute);
        node.save(session);
        return session.id();
    }

    private static Session found(SessionStore node, String id) {
        return node.find(id).orElseThrow();
    }

    private SessionRecord record(String id) {
        return storage.get(id, clock.instant()).orElseThrow();
    }

    /** As someone does who can write to the table. */
    private void overwrite(String id, String name, EncodedValue value) {
        storage.put(
                new Change.Update(
                        id,
                        new AttributeChanges(Map.of(name, value), Set.of()),
                        null,
                        WriteTokens.of(clock.instant(), UUID.randomUUID().toString())),
                clock.instant());
    }

    @Test
    void valuesAreEncryptedAndReadAgain() {
        String id = stored(store, Map.of("user", "ann", "cart", List.of("tea", "cup")));

        assertThat(record(id).attributes().values()).allMatch(EncodedValue.Binary.class::isInstance);
        assertThat(record(id).origin()).isNotNull();
        Session session = found(store, id);
        assertThat(session.attribute("user")).contains("ann");
        assertThat(session.attribute("cart")).contains(List.of("tea", "cup"));
        assertThat(reported).isEmpty();
    }

    /** A new encryption of the same value would differ. */
    @Test
    void anUnchangedValueIsNotWritten() {
        String id = stored(store, Map.of("user", "ann", "cart", List.of("tea", "cup")));
        SessionRecord before = record(id);

        Session session = found(store, id);
        session.attribute("cart");
        session.setAttribute("user", "ann");
        assertThat(session.hasUnsavedChanges()).isFalse();
        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(record(id)).isEqualTo(before);

        @SuppressWarnings("unchecked")
        List<String> cart = (List<String>) session.attribute("cart").orElseThrow();
        cart.add("pot");
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(record(id).attributes().get("user"))
                .isEqualTo(before.attributes().get("user"));
        assertThat(found(store, id).attribute("cart")).contains(List.of("tea", "cup", "pot"));
    }

    @Test
    void anIdChangeKeepsTheValuesReadable() {
        String id = stored(store, Map.of("cart", List.of("tea")));
        SessionRecord before = record(id);
        Session session = found(store, id);
        String newId = store.changeId(session);
        session.setAttribute("user", "ann");

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(record(newId).origin()).isNotNull().isNotEqualTo(before.origin());
        assertThat(record(newId).attributes().get("cart"))
                .isEqualTo(before.attributes().get("cart"));
        Session moved = found(store, newId);
        assertThat(moved.attribute("cart")).contains(List.of("tea"));
        assertThat(moved.attribute("user")).contains("ann");
        assertThat(reported).isEmpty();
    }

    @Test
    void everySessionHasAnOriginOfItsOwnAndOthersNone() {
        assertThat(record(stored(store, Map.of("user", "ann"))).origin())
                .isNotEqualTo(record(stored(store, Map.of("user", "ann"))).origin());
        assertThat(record(stored(store(PLAIN), Map.of("user", "ann"))).origin()).isNull();
    }

    // ---- tampering ----

    @Test
    void aTamperedValueIsReportedLeftOutAndKeptUnlessItIsOverwritten() {
        String id = stored(store, Map.of("user", "s3cret", "cart", List.of("tea")));
        byte[] bytes = ((EncodedValue.Binary) record(id).attributes().get("user")).toByteArray();
        bytes[bytes.length - 1] ^= 1;
        EncodedValue tampered = EncodedValue.binary(bytes);
        overwrite(id, "user", tampered);

        Session session = found(store, id);
        assertThat(session.attribute("user")).isEmpty();
        assertThat(session.attribute("cart")).contains(List.of("tea"));
        assertThat(reported).singleElement().satisfies(e -> {
            assertThat(e.attributeName()).contains("user");
            assertThat(e).hasMessageContaining("cannot be decrypted").hasMessageNotContaining("s3cret");
        });
        session.setAttribute("cart", List.of("cup"));
        store.save(session);
        assertThat(record(id).attributes().get("user")).isEqualTo(tampered);

        session.setAttribute("user", "bob");
        store.save(session);
        assertThat(found(store, id).attribute("user")).contains("bob");
    }

    @Test
    void aValueOfAnotherAttributeOrSessionIsCorrupt() {
        String id = stored(store, Map.of("role", "guest", "nickname", "admin"));
        String other = stored(store, Map.of("role", "admin"));

        overwrite(id, "role", record(id).attributes().get("nickname"));
        assertThat(found(store, id).attribute("role")).isEmpty();

        overwrite(id, "role", record(other).attributes().get("role"));
        assertThat(found(store, id).attribute("role")).isEmpty();

        overwrite(id, "role", PLAIN.encode("admin"));
        assertThat(found(store, id).attribute("role")).isEmpty();
        assertThat(reported).hasSize(3);
    }

    /** Such as of an administrator, under an id whose cookie the attacker has. */
    @Test
    void aWholeSessionThatIsCopiedToAnotherIdShowsNothing() {
        String victim = stored(store, Map.of("role", "admin"));
        SessionRecord copy = record(victim).withId(store.create().id());
        storage.put(new Change.Create(copy), clock.instant());

        assertThat(found(store, copy.id()).attribute("role")).isEmpty();
        assertThat(found(store, victim).attribute("role")).contains("admin");
    }

    /** And stays usable: what is set anew can be read, also under another id. */
    @Test
    void aSessionWhoseOriginWasTamperedWithShowsNothingOfBefore() {
        String other = stored(store, Map.of("role", "guest"));
        String id = stored(store, Map.of("role", "admin"));
        for (SessionOrigin tampered : new SessionOrigin[] {
            record(other).origin(), SessionOrigin.random(), SessionOrigin.of(new byte[] {1}), null
        }) {
            SessionRecord session = record(id).withId(store.create().id()).withOrigin(tampered);
            storage.put(new Change.Create(session), clock.instant());

            Session found = found(store, session.id());
            assertThat(found.attribute("role")).isEmpty();
            found.setAttribute("cart", List.of("tea"));
            assertThat(store.save(found)).isEqualTo(SaveResult.CHANGED);
            assertThat(found(store, session.id()).attribute("cart")).contains(List.of("tea"));

            String renamed = rename(store, session.id());
            assertThat(found(store, renamed).attribute("role")).isEmpty();
            assertThat(found(store, renamed).attribute("cart")).contains(List.of("tea"));
        }
    }

    // ---- migration ----

    @Test
    void livingSessionsAreMovedToEncryptionAndBack() {
        SessionStore plain = store(PLAIN);
        String old = stored(plain, Map.of("user", "ann", "cart", List.of("tea")));
        SessionStore reading = store(CodecSwitch.writing(PLAIN).reading(encrypting(KEYS)));
        SessionStore writing = store(CodecSwitch.writing(encrypting(KEYS)).reading(PLAIN));

        String beside = stored(writing, Map.of("user", "bob"));
        assertThat(found(reading, beside).attribute("user")).contains("bob");
        assertThat(found(writing, old).attribute("cart")).contains(List.of("tea"));

        change(writing, old, "user", "ann again");
        assertThat(record(old).attributes().get("user")).isInstanceOf(EncodedValue.Binary.class);
        assertThat(record(old).attributes().get("cart")).isInstanceOf(EncodedValue.Text.class);
        assertThat(found(reading, old).attribute("user")).contains("ann again");
        change(writing, old, "cart", List.of("cup"));
        assertThat(found(store, old).attribute("user")).contains("ann again");
        assertThat(found(store, old).attribute("cart")).contains(List.of("cup"));

        String renamed = rename(reading, old);
        assertThat(found(store, renamed).attribute("user")).contains("ann again");

        change(reading, renamed, "user", "ann");
        change(reading, renamed, "cart", List.of("pot"));
        assertThat(found(plain, renamed).attribute("user")).contains("ann");
        assertThat(found(plain, renamed).attribute("cart")).contains(List.of("pot"));
        assertThat(reported).isEmpty();
    }

    /** Neither is a value encrypted because a switch reads it, nor because it was read. */
    @Test
    void aSwitchWritesOnlyWhatChanged() {
        String old = stored(store(PLAIN), Map.of("cart", List.of("tea")));
        SessionStore writing = store(CodecSwitch.writing(encrypting(KEYS)).reading(PLAIN));
        String fresh = stored(writing, Map.of("cart", List.of("tea")));

        for (String id : List.of(old, fresh)) {
            Session session = found(writing, id);
            assertThat(session.attribute("cart")).contains(List.of("tea"));
            assertThat(writing.save(session)).isEqualTo(SaveResult.UNCHANGED);
        }
    }

    @Test
    void theCodecMayChangeAtTheSameTime() {
        AttributeCodec java = JavaSerializationCodec.create();
        String old = stored(store(java), Map.of("user", "ann", "cart", new ArrayList<>(List.of("tea"))));
        SessionStore writing = store(CodecSwitch.writing(encrypting(KEYS)).reading(java));

        Session session = found(writing, old);
        assertThat(session.attribute("cart")).contains(List.of("tea"));
        session.setAttribute("user", "bob");
        assertThat(writing.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(record(old).attributes().get("cart")).isEqualTo(java.encode(new ArrayList<>(List.of("tea"))));
        assertThat(found(writing, old).attribute("user")).contains("bob");
    }

    private static void change(SessionStore node, String id, String name, Object value) {
        Session session = found(node, id);
        session.setAttribute(name, value);
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
    }

    private static String rename(SessionStore node, String id) {
        Session session = found(node, id);
        String newId = node.changeId(session);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        return newId;
    }

    // ---- a key service ----

    @Test
    void anOutageOfAKeyServiceFailsTheReadAndTheSaveAndNothingIsLost() throws Exception {
        Flaky service = new Flaky(KEYS.getPrimitive(RegistryConfiguration.get(), Aead.class));
        SessionStore node = store(EncryptingCodec.builder(PLAIN).aead(service).build());
        String id = stored(node, Map.of("user", "ann", "cart", List.of("tea")));
        SessionRecord before = record(id);

        service.isDown = true;
        Session session = found(node, id);
        assertRetryable(() -> session.attribute("user"));
        session.setAttribute("cart", List.of("cup"));
        assertRetryable(() -> node.save(session));
        assertThat(session.hasUnsavedChanges()).isTrue();
        assertThat(record(id)).isEqualTo(before);
        assertThat(reported).isEmpty();

        service.isDown = false;
        assertThat(session.attribute("user")).contains("ann");
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(found(node, id).attribute("cart")).contains(List.of("cup"));
    }

    private static void assertRetryable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.isRetryable())
                .isTrue());
    }

    private static final class Flaky implements Aead {

        private final Aead answering;
        private boolean isDown;

        Flaky(Aead answering) {
            this.answering = answering;
        }

        private Aead service() throws GeneralSecurityException {
            if (isDown) {
                throw new GeneralSecurityException("failed", new SocketTimeoutException("Read timed out"));
            }
            return answering;
        }

        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
            return service().encrypt(plaintext, associatedData);
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
            return service().decrypt(ciphertext, associatedData);
        }
    }
}
