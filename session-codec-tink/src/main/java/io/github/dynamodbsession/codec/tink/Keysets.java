package io.github.dynamodbsession.codec.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.LegacyKmsAeadKey;
import com.google.crypto.tink.aead.LegacyKmsEnvelopeAeadKey;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Keysets of Tink, read and checked. What Tink says about a keyset that it cannot read is not passed on, since it may
 * quote keys: only its type is.
 */
final class Keysets {

    /** More than any keyset that encrypts values has. */
    private static final long MAX_FILE_SIZE = 1024L * 1024;

    private static final byte[] NO_ASSOCIATED_DATA = {};

    private Keysets() {}

    /** Makes Tink know its kinds of keys. */
    static void register() {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new SessionConfigurationException(
                    "keyset: Tink cannot be set up for encryption ("
                            + e.getClass().getName() + "); is another version of it on the class path?",
                    null);
        }
    }

    /**
     * Reads a file.
     *
     * @param keyEncryption decrypts it; null: it is not encrypted
     * @throws SessionConfigurationException if there is no such keyset
     * @throws SessionException if the key service does not answer; retryable
     */
    static KeysetHandle read(Path file, @Nullable GuardedAead keyEncryption) {
        byte[] content = content(file);
        String json = isJson(content) ? new String(content, StandardCharsets.UTF_8) : null;
        try {
            if (keyEncryption != null) {
                return json == null
                        ? TinkProtoKeysetFormat.parseEncryptedKeyset(content, keyEncryption, NO_ASSOCIATED_DATA)
                        : TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, keyEncryption, NO_ASSOCIATED_DATA);
            }
            return json == null
                    ? TinkProtoKeysetFormat.parseKeyset(content, InsecureSecretKeyAccess.get())
                    : TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (SessionException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(file, json, keyEncryption, e);
        }
    }

    private static byte[] content(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_FILE_SIZE) {
                throw new SessionConfigurationException(
                        "keysetFile: " + file + " has " + size + " bytes, which is too much for a keyset of Tink",
                        null);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SessionConfigurationException(
                    "keysetFile: " + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "); it must be a keyset of Tink, which this process may read",
                    e);
        }
    }

    private static boolean isJson(byte[] content) {
        for (byte each : content) {
            if (!Character.isWhitespace(each)) {
                return each == '{';
            }
        }
        return false;
    }

    private static SessionConfigurationException unreadable(
            Path file, @Nullable String json, @Nullable GuardedAead keyEncryption, Exception why) {
        String problem;
        if (keyEncryption == null) {
            problem = json != null && json.contains("\"encryptedKeyset\"")
                    ? " is encrypted; set keyEncryption to what decrypts it"
                    : " is not a keyset of Tink with a primary key, as JSON or binary";
        } else {
            problem = json != null && !json.contains("\"encryptedKeyset\"")
                    ? " is not encrypted; encrypt it, or leave keyEncryption out"
                    : " cannot be decrypted by keyEncryption; it must be a keyset of Tink, as JSON or binary, that was"
                            + " encrypted with this key and without associated data";
        }
        return new SessionConfigurationException(
                "keysetFile: " + file + problem + " (" + why.getClass().getName() + ")", null);
    }

    /**
     * The primitive of a keyset: its primary key encrypts, each of its enabled keys decrypts.
     *
     * @throws SessionConfigurationException if it has no primary key, or one that does not encrypt
     */
    static Aead aead(KeysetHandle keyset, String option) {
        requirePrimary(keyset, option);
        for (int i = 0; i < keyset.size(); i++) {
            KeysetHandle.Entry entry = entry(keyset, i, option);
            if (entry.getStatus() == KeyStatus.ENABLED) {
                requireAead(entry, option);
            }
        }
        try {
            return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SessionConfigurationException(
                    option + ": Tink cannot encrypt with this keyset ("
                            + e.getClass().getName() + "); create one with a template such as AES256_GCM",
                    null);
        }
    }

    private static void requirePrimary(KeysetHandle keyset, String option) {
        try {
            if (keyset.getPrimary().getStatus() == KeyStatus.ENABLED) {
                return;
            }
        } catch (RuntimeException e) {
            // Tink's answer if there is none.
        }
        throw new SessionConfigurationException(
                option + ": the keyset has no enabled primary key; promote the key that is to encrypt", null);
    }

    private static KeysetHandle.Entry entry(KeysetHandle keyset, int index, String option) {
        try {
            return keyset.getAt(index);
        } catch (RuntimeException e) {
            throw new SessionConfigurationException(
                    option + ": Tink cannot read the key at index " + index + " of the keyset ("
                            + e.getClass().getName() + ")",
                    null);
        }
    }

    private static void requireAead(KeysetHandle.Entry entry, String option) {
        Key key = entry.getKey();
        String name = "the key " + Integer.toUnsignedString(entry.getId());
        if (key instanceof LegacyKmsAeadKey || key instanceof LegacyKmsEnvelopeAeadKey) {
            throw new SessionConfigurationException(
                    option + ": " + name + " is in a key service, whose outages could not be told from damaged values;"
                            + " pass its Aead by the option aead",
                    null);
        }
        if (!(key instanceof AeadKey)) {
            throw new SessionConfigurationException(
                    option + ": " + name + " is of another kind than Aead ("
                            + key.getParameters().getClass().getSimpleName()
                            + "); create a keyset with a template such as AES256_GCM",
                    null);
        }
    }
}
