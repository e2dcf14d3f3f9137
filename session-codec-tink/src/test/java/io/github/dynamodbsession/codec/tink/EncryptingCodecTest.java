package io.github.dynamodbsession.codec.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.AttributePlace;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EncryptingCodecTest {

    private static final KeysetHandle KEYS = Keys.generated();
    private static final AttributePlace PLACE = new AttributePlace(SessionOrigin.random(), "cart");

    private final EncryptingCodec codec = EncryptingCodec.builder(new Texts())
            .keyset(KEYS)
            .boundTo("sessions")
            .build();

    @Test
    void textAndBytesAreReadAsTheyWere() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (EncodedValue encoding : List.of(
                EncodedValue.text(""),
                EncodedValue.text("{\"é\":\"😀\"}"),
                EncodedValue.text("half a pair: \ud800, and the other: \udc00"),
                EncodedValue.text("€".repeat(100_000)),
                EncodedValue.binary(new byte[0]),
                EncodedValue.binary(all),
                codec.wrap(EncodedValue.text("already encrypted"), PLACE))) {
            EncodedValue stored = codec.wrap(encoding, PLACE);

            assertThat(stored).isInstanceOf(EncodedValue.Binary.class);
            assertThat(codec.isMarked(stored)).isTrue();
            assertThat(codec.unwrap(stored, PLACE)).isEqualTo(encoding);
        }
    }

    @Test
    void theSameValueIsStoredInAnotherFormEachTimeAndNeverInPlainText() {
        Set<EncodedValue> stored = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            EncodedValue each = codec.wrap(EncodedValue.text("s3cret"), PLACE);
            stored.add(each);
            assertThat(new String(bytes(each), StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
        }
        assertThat(stored).hasSize(100);
    }

    /** The mark, the letter, Tink's key number, the nonce and the tag. */
    @Test
    void aValueGrowsByThirtyEightBytes() {
        assertThat(codec.wrap(EncodedValue.text("s3cret"), PLACE).size()).isEqualTo(6 + 38);
    }

    // ---- damage ----

    @Test
    void noByteMayBeAltered() {
        byte[] stored = bytes(codec.wrap(EncodedValue.text("s3cret-value"), PLACE));
        for (int i = 0; i < stored.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = stored.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertCorrupt(codec, EncodedValue.binary(damaged), PLACE);
            }
        }
    }

    @Test
    void noPartIsRead() {
        byte[] stored = bytes(codec.wrap(EncodedValue.text("s3cret-value"), PLACE));
        for (int length = 0; length < stored.length; length++) {
            assertCorrupt(codec, EncodedValue.binary(Arrays.copyOf(stored, length)), PLACE);
            assertCorrupt(codec, EncodedValue.binary(Arrays.copyOfRange(stored, length + 1, stored.length)), PLACE);
        }
        assertCorrupt(codec, EncodedValue.binary(Arrays.copyOf(stored, stored.length + 1)), PLACE);
    }

    @Test
    void aValueIsReadAtItsPlaceOnly() {
        EncodedValue stored = codec.wrap(EncodedValue.text("s3cret-value"), PLACE);

        assertCorrupt(codec, stored, new AttributePlace(PLACE.origin(), "Cart"));
        assertCorrupt(codec, stored, new AttributePlace(PLACE.origin(), ""));
        assertCorrupt(codec, stored, new AttributePlace(SessionOrigin.random(), "cart"));
        assertCorrupt(codec, stored, new AttributePlace(SessionOrigin.ofCreation(Instant.EPOCH), "cart"));
        assertCorrupt(codec, stored, new AttributePlace(null, "cart"));
        assertCorrupt(codec, stored, AttributePlace.NONE);
        for (String table : List.of("", "session", "sessions2")) {
            EncryptingCodec other = EncryptingCodec.builder(new Texts())
                    .keyset(KEYS)
                    .boundTo(table)
                    .build();
            assertCorrupt(other, stored, PLACE);
        }
    }

    /** A part of one field does not pass for a part of its neighbour. */
    @Test
    void whatAValueIsBoundToCannotBeShifted() {
        SessionOrigin one = SessionOrigin.of("originA".getBytes(StandardCharsets.UTF_8));
        SessionOrigin other = SessionOrigin.of("origin".getBytes(StandardCharsets.UTF_8));
        EncodedValue stored = codec.wrap(EncodedValue.text("value"), new AttributePlace(one, "name"));
        assertCorrupt(codec, stored, new AttributePlace(other, "Aname"));

        EncodedValue nowhere = codec.wrap(EncodedValue.text("value"), AttributePlace.NONE);
        assertCorrupt(codec, nowhere, new AttributePlace(other, ""));
    }

    @Test
    void valuesOfAnotherKeysetAreCorrupt() {
        EncryptingCodec other = EncryptingCodec.builder(new Texts())
                .keyset(Keys.generated())
                .boundTo("sessions")
                .build();

        assertCorrupt(other, codec.wrap(EncodedValue.text("s3cret-value"), PLACE), PLACE);
    }

    @Test
    void whatIsNotEncryptedIsRefused() {
        for (EncodedValue plain : List.of(
                EncodedValue.text("s3cret-value"),
                EncodedValue.text(""),
                EncodedValue.binary(new byte[0]),
                JavaSerializationCodec.create().encode("s3cret-value"))) {
            assertCorrupt(codec, plain, PLACE);
            assertThatThrownBy(() -> codec.unwrap(plain, PLACE)).hasMessageContaining("CodecSwitch");
        }
    }

    private static void assertCorrupt(EncryptingCodec codec, EncodedValue stored, AttributePlace place) {
        assertThatThrownBy(() -> codec.unwrap(stored, place))
                .isInstanceOf(SessionCodecException.class)
                .hasNoCause()
                .hasMessageNotContaining("s3cret");
    }

    private static byte[] bytes(EncodedValue stored) {
        return ((EncodedValue.Binary) stored).toByteArray();
    }

    // ---- the origin ----

    @Test
    void anOriginIsReadUnderItsIdOnly() {
        SessionOrigin origin = SessionOrigin.random();
        SessionOrigin sealed = codec.seal(origin, "id");

        assertThat(codec.open(sealed, "id")).isEqualTo(origin);
        assertThat(sealed.size()).isEqualTo(16 + 33);
        EncryptingCodec elsewhere = EncryptingCodec.builder(new Texts())
                .keyset(KEYS)
                .boundTo("other")
                .build();
        Set<SessionOrigin> others = new HashSet<>(List.of(
                origin,
                codec.open(sealed, "other"),
                codec.open(origin, "id"),
                codec.open(origin, "other"),
                elsewhere.open(origin, "third")));
        assertThat(others).hasSize(5);
        assertThat(elsewhere.open(sealed, "id")).isNotEqualTo(origin);
        byte[] bytes = sealed.toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            SessionOrigin opened = codec.open(SessionOrigin.of(damaged), "id");
            assertThat(opened).isNotEqualTo(origin).isEqualTo(codec.open(SessionOrigin.of(damaged), "id"));
        }
    }

    /** A value that an attacker can choose is not taken for an origin, nor an origin for a value. */
    @Test
    void anOriginAndAValueAreNotExchanged() {
        byte[] stored = bytes(codec.wrap(EncodedValue.text("chosen by a user"), new AttributePlace(null, "id")));
        SessionOrigin chosen = SessionOrigin.of("chosen by a user".getBytes(StandardCharsets.UTF_8));
        assertThat(codec.open(SessionOrigin.of(Arrays.copyOfRange(stored, 5, stored.length)), "id"))
                .isNotEqualTo(chosen);
    }

    // ---- rotation ----

    @Test
    void oneKeyWritesAndSeveralRead() {
        KeysetHandle prepared = Keys.withNewKey(KEYS, false);
        KeysetHandle rotated = Keys.withNewKey(KEYS, true);
        EncryptingCodec before = over(KEYS);
        EncryptingCodec after = over(rotated);

        EncodedValue old = before.wrap(EncodedValue.text("value"), PLACE);
        EncodedValue fresh = after.wrap(EncodedValue.text("value"), PLACE);

        assertThat(after.unwrap(old, PLACE)).isEqualTo(EncodedValue.text("value"));
        assertThat(over(prepared).unwrap(old, PLACE)).isEqualTo(EncodedValue.text("value"));
        assertThat(before.unwrap(over(prepared).wrap(EncodedValue.text("value"), PLACE), PLACE))
                .isEqualTo(EncodedValue.text("value"));
        assertCorrupt(before, fresh, PLACE);
        assertCorrupt(over(Keys.withoutFirst(rotated)), old, PLACE);
        assertThat(over(Keys.withoutFirst(rotated)).unwrap(fresh, PLACE)).isEqualTo(EncodedValue.text("value"));
    }

    private static EncryptingCodec over(KeysetHandle keys) {
        return EncryptingCodec.builder(new Texts()).keyset(keys).build();
    }

    // ---- layers ----

    @Test
    void compressionBelongsInside() {
        AttributeCodec compressed = CompressingCodec.around(new Texts());
        EncryptingCodec both = EncryptingCodec.builder(compressed).keyset(KEYS).build();
        String value = "value ".repeat(1000);

        assertThat(both.encode(value).size()).isLessThan(300);
        assertThat(both.decode(both.encode(value))).isEqualTo(value);
        assertThatThrownBy(() -> CompressingCodec.around(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("inner: encrypted");
        assertThatThrownBy(() -> EncryptingCodec.builder(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inner: values are encrypted already");
        assertThat(LayeredCodec.innermost(both)).isInstanceOf(Texts.class);
    }

    @Test
    void theStartLineSaysWhatTheLayerDoes() {
        assertThat(codec.layer()).isEqualTo("encrypted and bound to sessions");
        assertThat(over(KEYS).layer()).isEqualTo("encrypted");
    }

    // ---- a key service ----

    @Test
    void aServiceThatDoesNotAnswerIsNoCorruptValue() {
        EncodedValue stored = codec.wrap(EncodedValue.text("value"), PLACE);
        for (Exception outage : List.of(
                new GeneralSecurityException("decryption failed", new SocketTimeoutException("s3cret")),
                new GeneralSecurityException("decryption failed", new IOException("s3cret")),
                new GeneralSecurityException("decryption failed", new RuntimeException(new TimeoutException())),
                new GeneralSecurityException("decryption failed", new SdkException("Unable to execute HTTP request")),
                new SdkException("Unable to execute HTTP request"))) {
            EncryptingCodec down = over(new Failing(outage));
            for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
                    List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                            () -> down.unwrap(stored, PLACE), () -> down.wrap(EncodedValue.text("value"), PLACE))) {
                assertThatThrownBy(call)
                        .as(outage.toString())
                        .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.isRetryable())
                                .isTrue())
                        .hasMessageContaining("try again")
                        .hasCause(outage);
            }
        }
    }

    @Test
    void aServiceThatSaysThatAValueIsNotItsOwnMakesItCorrupt() {
        EncodedValue stored = codec.wrap(EncodedValue.text("value"), PLACE);
        for (Exception refusal : List.of(
                new GeneralSecurityException("decryption failed"),
                new GeneralSecurityException("decryption failed", new InvalidCiphertextException()),
                new GeneralSecurityException("decryption failed", new IllegalArgumentException("s3cret")),
                new IndexOutOfBoundsException("s3cret"))) {
            assertCorrupt(over(new Failing(refusal)), stored, PLACE);
        }
    }

    @Test
    void theUserMayDecideWhatIsAnOutage() {
        EncodedValue stored = codec.wrap(EncodedValue.text("value"), PLACE);
        Aead refusing = new Failing(new GeneralSecurityException("decryption failed", new IOException("400")));
        EncryptingCodec judged = EncryptingCodec.builder(new Texts())
                .aead(refusing)
                .outage(e -> e.getCause() instanceof SocketTimeoutException)
                .build();

        assertCorrupt(judged, stored, PLACE);
    }

    private static EncryptingCodec over(Aead aead) {
        return EncryptingCodec.builder(new Texts()).aead(aead).build();
    }

    private static final class SdkException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SdkException(String message) {
            super(message);
        }
    }

    private static final class InvalidCiphertextException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Failing(Exception failure) implements Aead {

        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
            return fail();
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
            return fail();
        }

        private byte[] fail() throws GeneralSecurityException {
            if (failure instanceof GeneralSecurityException checked) {
                throw checked;
            }
            throw (RuntimeException) failure;
        }
    }
}
