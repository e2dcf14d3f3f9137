package io.github.dynamodbsession.codec.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.AttributePlace;
import io.github.dynamodbsession.core.codec.BoundCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the encodings of another codec by an {@code Aead} of Google Tink. Each value is bound to its session, which
 * keeps its values when its id changes, to the name of its attribute, and to a text that the user may choose: at another
 * place, or altered by a single bit, it cannot be decoded, like any corrupt value. Encrypted values are bytes, of text as
 * well as of bytes.
 *
 * <p>Encryption hides the values only. The attributes' names, the size of each value, the session's times, and values in
 * an index are readable in the table.
 *
 * <p>A keyset's primary key encrypts, and each of its enabled keys decrypts. Values are not written anew because another
 * key has become the primary one, but when they change.
 *
 * <p>Values that are not encrypted are refused; {@link io.github.dynamodbsession.core.codec.CodecSwitch} introduces
 * encryption for living sessions, and ends it. Compression belongs inside: encrypted values cannot be compressed. The
 * size of a compressed value depends on its content, so it tells something about it to who can choose a part of it.
 *
 * <p>Immutable; safe for use by any number of threads if the other codec and the {@code Aead} are.
 */
public final class EncryptingCodec implements BoundCodec {

    private static final int MAX_BINDING_BYTES = 1024;

    private final AttributeCodec inner;
    private final GuardedAead aead;
    private final byte[] boundTo;

    private EncryptingCodec(AttributeCodec inner, GuardedAead aead, byte[] boundTo) {
        this.inner = inner;
        this.aead = aead;
        this.boundTo = boundTo;
    }

    /**
     * Returns a builder for a codec.
     *
     * @param inner the codec whose encodings are encrypted; it may compress
     * @return a new builder
     * @throws IllegalArgumentException if that one encrypts already
     */
    public static Builder builder(AttributeCodec inner) {
        return new Builder(inner);
    }

    @Override
    public AttributeCodec inner() {
        return inner;
    }

    @Override
    public String layer() {
        return boundTo.length == 0
                ? "encrypted"
                : "encrypted and bound to " + new String(boundTo, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isMarked(EncodedValue stored) {
        return EncryptedForm.isMarked(stored);
    }

    @Override
    public EncodedValue wrap(EncodedValue encoding, AttributePlace place) {
        EncryptedForm.Plain plain = EncryptedForm.Plain.of(encoding);
        try {
            return EncryptedForm.write(
                    plain.kind(),
                    aead.encrypt(plain.content(), EncryptedForm.associatedData(plain.kind(), boundTo, place)));
        } catch (GeneralSecurityException e) {
            throw new SessionCodecException(
                    "cannot be encrypted (" + e.getClass().getName() + ").");
        }
    }

    @Override
    public EncodedValue unwrap(EncodedValue stored, AttributePlace place) {
        if (!(stored instanceof EncodedValue.Binary binary) || !EncryptedForm.isMarked(stored)) {
            throw new SessionCodecException("is not encrypted, or damaged. CodecSwitch reads values that were stored"
                    + " before there was encryption.");
        }
        byte kind = EncryptedForm.kindOf(binary);
        EncryptedForm.Plain plain = new EncryptedForm.Plain(kind, decrypted(binary, kind, place));
        EncodedValue encoding = plain.encoding();
        if (encoding == null) {
            throw new SessionCodecException("is encrypted in a way that this release does not know.");
        }
        return encoding;
    }

    private byte[] decrypted(EncodedValue.Binary marked, byte kind, AttributePlace place) {
        try {
            return aead.decrypt(EncryptedForm.ciphertextOf(marked), EncryptedForm.associatedData(kind, boundTo, place));
        } catch (GeneralSecurityException e) {
            throw new SessionCodecException(
                    "is encrypted, and cannot be decrypted: it is damaged, or comes from another"
                            + " attribute, session or table, or its key is not in the keyset.");
        }
    }

    @Override
    public SessionOrigin seal(SessionOrigin origin, String id) {
        byte[] sealed;
        try {
            sealed = aead.encrypt(origin.toByteArray(), EncryptedForm.associatedDataOfOrigin(boundTo, id));
        } catch (GeneralSecurityException e) {
            throw new SessionCodecException("The origin of the session cannot be encrypted ("
                    + e.getClass().getName() + ").");
        }
        if (!SessionOrigin.isPossible(sealed.length)) {
            throw new SessionCodecException("The encrypted origin of the session has " + sealed.length
                    + " bytes, which is too much; use an Aead of a local key.");
        }
        return SessionOrigin.of(sealed);
    }

    @Override
    public SessionOrigin open(SessionOrigin stored, String id) {
        byte[] sealed = stored.toByteArray();
        try {
            byte[] origin = aead.decrypt(sealed, EncryptedForm.associatedDataOfOrigin(boundTo, id));
            return SessionOrigin.isPossible(origin.length) ? SessionOrigin.of(origin) : ofDamaged(sealed, id);
        } catch (GeneralSecurityException e) {
            return ofDamaged(sealed, id);
        }
    }

    /** Nobody can find another form or id with the same one, nor seal it. */
    private static SessionOrigin ofDamaged(byte[] sealed, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(sealed);
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            return SessionOrigin.of(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Options; {@link #build} checks them. Not safe for use by several threads. */
    public static final class Builder {

        private final AttributeCodec inner;
        private @Nullable KeysetHandle keyset;
        private @Nullable Path keysetFile;
        private @Nullable Aead keyEncryption;
        private @Nullable Aead aead;
        private String boundTo = "";
        private Predicate<Throwable> isOutage = Outages::isLikely;

        private Builder(AttributeCodec inner) {
            this.inner = Objects.requireNonNull(inner, "inner");
            if (LayeredCodec.bound(inner) != null) {
                throw new IllegalArgumentException("inner: values are encrypted already");
            }
        }

        /**
         * The keys, as a keyset of Tink.
         *
         * @param value a keyset of {@code Aead} keys
         * @return this builder
         */
        public Builder keyset(KeysetHandle value) {
            this.keyset = Objects.requireNonNull(value, "keyset");
            return this;
        }

        /**
         * The keys, in a file that Tink's tools write; read by {@link #build}, and not again.
         *
         * @param file a keyset of {@code Aead} keys, as JSON or binary, encrypted or not
         * @return this builder
         */
        public Builder keysetFile(Path file) {
            this.keysetFile = Objects.requireNonNull(file, "keysetFile");
            return this;
        }

        /**
         * What the keyset file is encrypted with. Used by {@link #build} only.
         *
         * @param value such as that of a key service's client; null: the file is not encrypted
         * @return this builder
         */
        public Builder keyEncryption(@Nullable Aead value) {
            this.keyEncryption = value;
            return this;
        }

        /**
         * What the keyset file is encrypted with: a key in a key service. Used by {@link #build} only.
         *
         * @param client the service's client for Tink
         * @param keyUri the key, such as {@code aws-kms://arn:aws:kms:...}
         * @return this builder
         * @throws SessionConfigurationException if the client does not support it
         */
        public Builder keyEncryption(KmsClient client, String keyUri) {
            Objects.requireNonNull(client, "client");
            Objects.requireNonNull(keyUri, "keyUri");
            if (!client.doesSupport(keyUri)) {
                throw new SessionConfigurationException(
                        "keyEncryption: " + client.getClass().getName() + " does not support the key " + keyUri, null);
            }
            try {
                return keyEncryption(client.getAead(keyUri));
            } catch (GeneralSecurityException e) {
                throw new SessionConfigurationException(
                        "keyEncryption: " + client.getClass().getName() + " cannot use the key " + keyUri, e);
            }
        }

        /**
         * Encrypts and decrypts, in place of a keyset; for a key that never leaves its service, or with which the
         * application already encrypts. It is called for each value that is read or written.
         *
         * @param value must fail to decrypt what was altered or has other associated data; safe for use by several threads
         * @return this builder
         */
        public Builder aead(Aead value) {
            this.aead = Objects.requireNonNull(value, "aead");
            return this;
        }

        /**
         * A text that each value is bound to, such as the name of the table; by default none. Values that are bound to
         * another one cannot be read, so all nodes need the same one, and it cannot be changed while there are sessions.
         *
         * @param text at most 1,024 bytes as UTF-8; not a secret
         * @return this builder
         */
        public Builder boundTo(String text) {
            this.boundTo = Objects.requireNonNull(text, "boundTo");
            return this;
        }

        /**
         * Whether a failure of {@link #aead} or {@link #keyEncryption} is an outage of a key service, so that a retry
         * can help; any other one means that the data is corrupt, or not encrypted with this key. By default one is, if
         * it is or has as a cause an {@code IOException}, a {@code TimeoutException}, or an unchecked exception that is
         * not of the JDK, and none whose class is named like {@code InvalidCiphertextException}.
         *
         * @param value decides; called with a {@code GeneralSecurityException} or an unchecked exception
         * @return this builder
         */
        public Builder outage(Predicate<? super Throwable> value) {
            Objects.requireNonNull(value, "outage");
            this.isOutage = value::test;
            return this;
        }

        /**
         * Creates the codec, and reads its keyset.
         *
         * @return the codec
         * @throws SessionConfigurationException if an option is wrong, or the keyset cannot be used; the message begins
         *     with the option's name
         * @throws SessionException if {@link #keyEncryption} does not answer; retryable
         */
        public EncryptingCodec build() {
            int sources = (keyset == null ? 0 : 1) + (keysetFile == null ? 0 : 1) + (aead == null ? 0 : 1);
            if (sources != 1) {
                throw new SessionConfigurationException(
                        "keyset, keysetFile and aead: exactly one of them must be set, not " + sources, null);
            }
            if (keyEncryption != null && keysetFile == null) {
                throw new SessionConfigurationException(
                        "keyEncryption is for a keysetFile, and there is none; leave it out", null);
            }
            byte[] binding = boundTo.getBytes(StandardCharsets.UTF_8);
            if (binding.length > MAX_BINDING_BYTES) {
                throw new SessionConfigurationException(
                        "boundTo must have at most " + MAX_BINDING_BYTES + " bytes as UTF-8, not " + binding.length,
                        null);
            }
            return new EncryptingCodec(inner, new GuardedAead(chosen(), isOutage), binding);
        }

        private Aead chosen() {
            if (aead != null) {
                return aead;
            }
            Keysets.register();
            if (keyset != null) {
                return Keysets.aead(keyset, "keyset");
            }
            Path file = Objects.requireNonNull(keysetFile, "keysetFile");
            GuardedAead decrypting = keyEncryption == null ? null : new GuardedAead(keyEncryption, isOutage);
            return Keysets.aead(Keysets.read(file, decrypting), "keysetFile");
        }
    }
}
