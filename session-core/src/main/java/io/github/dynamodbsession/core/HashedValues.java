package io.github.dynamodbsession.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Values of an index as keyed hashes: HMAC-SHA256 (RFC 2104) of the index's name, a zero byte and the value, truncated to
 * 192 bits, in Base64 for URLs; preceded by a label of the key, and a dot. Immutable.
 *
 * @param keys the first one is for values that are written, all of them for searches
 * @param findsPlain whether values that were stored as they are count as well
 */
record HashedValues(List<SecretKeySpec> keys, boolean findsPlain) {

    private static final String ALGORITHM = "HmacSHA256";

    /** 128 bits, as for cookies: with a shorter one, values can be guessed by who has a copy of the table. */
    private static final int MIN_SECRET_BYTES = 16;

    private static final int HASH_BYTES = 24;
    private static final int LABEL_BYTES = 3;
    private static final String SEPARATOR = ".";
    private static final byte[] FOR_LABEL = "label of the key".getBytes(UTF_8);

    static HashedValues of(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new SessionConfigurationException("hashed: at least one secret is needed", null);
        }
        return new HashedValues(secrets.stream().map(HashedValues::key).toList(), false);
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new SessionConfigurationException(
                    "hashed: a secret must have at least " + MIN_SECRET_BYTES
                            + " bytes, best 32 random characters; one has " + bytes.length,
                    null);
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    HashedValues findingPlain() {
        return new HashedValues(keys, true);
    }

    String stored(String index, String value) {
        return stored(keys.get(0), index, value);
    }

    /** In the order in which they are to be searched: a value is stored anew in a later form, never in an earlier one. */
    List<String> searched(String index, String value) {
        List<String> forms = new ArrayList<>();
        for (SecretKeySpec key : keys) {
            forms.add(stored(key, index, value));
        }
        if (findsPlain) {
            forms.add(value);
        }
        Collections.reverse(forms);
        return forms;
    }

    /** Whether a stored value is of the first key. */
    boolean isCurrent(String stored) {
        byte[] label = label(keys.get(0)).getBytes(UTF_8);
        byte[] beginning = Arrays.copyOf(stored.getBytes(UTF_8), label.length);
        return MessageDigest.isEqual(beginning, label);
    }

    private static String stored(SecretKeySpec key, String index, String value) {
        return label(key) + text(mac(key, (index + '\0' + value).getBytes(UTF_8)), HASH_BYTES);
    }

    private static String label(SecretKeySpec key) {
        return text(mac(key, FOR_LABEL), LABEL_BYTES) + SEPARATOR;
    }

    private static String text(byte[] hash, int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, length));
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "hashed";
    }
}
