package io.github.dynamodbsession.core.cookie;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.SessionIds;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs session ids for cookies, and verifies them, so that a forged or mistyped cookie is recognised without a call of
 * the storage. The format is exactly that of express-session: {@code s:}, the id, a dot and the HMAC-SHA256 of the id
 * as Base64 without padding, percent-encoded as {@code encodeURIComponent} does it.
 *
 * <p>Immutable, and safe for use by any number of threads. Its {@code toString} shows no secret.
 */
public final class CookieSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String MARK = "s:";
    private static final int SIGNATURE_LENGTH = 43;

    /** 128 bits: a shorter secret can be found offline, by anyone who has one signed cookie (RFC 2104, section 3). */
    private static final int MIN_SECRET_BYTES = 16;

    /** More than any signed id needs, with every character percent-encoded, and followed by the name of a node. */
    private static final int MAX_VALUE_LENGTH = 4 * (MARK.length() + SessionIds.MAX_LENGTH + 1 + SIGNATURE_LENGTH);

    private final List<SecretKeySpec> keys;

    private CookieSigner(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * A signer with one or several secrets.
     *
     * @param secrets the first one signs, all of them verify, so that one can be replaced while cookies signed with
     *     another are still in use; each of at least 16 bytes in UTF-8; neither null nor containing null
     * @return a new signer
     * @throws SessionConfigurationException if there is none, or if one is too short
     */
    public static CookieSigner of(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new SessionConfigurationException("cookieSecret must be at least one secret", null);
        }
        return new CookieSigner(secrets.stream().map(CookieSigner::key).toList());
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new SessionConfigurationException(
                    "cookieSecret must have at least " + MIN_SECRET_BYTES
                            + " bytes, best 32 random characters; one has "
                            + bytes.length
                            + ". A cookie that was signed with a shorter one can be forged by who guesses"
                            + " it.",
                    null);
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * Creates the value of a cookie.
     *
     * @param id a session id
     * @return the signed id, in characters that are valid in a cookie and in the path of a URL
     * @throws IllegalArgumentException if the string is not a valid id ({@link SessionIds#isValid})
     */
    public String sign(String id) {
        if (!SessionIds.isValid(id)) {
            throw new IllegalArgumentException("Only valid session ids can be signed");
        }
        // An id has no character that needs encoding.
        return "s%3A" + id + "."
                + signature(id, keys.get(0)).replace("+", "%2B").replace("/", "%2F");
    }

    /**
     * Reads the value of a cookie. Signatures are compared in constant time.
     *
     * @param value the value as the client sent it; surrounding quotes are removed, and the signature may be followed
     *     by a dot and the name of a node ({@code jvmRoute}), as load balancers add it
     * @return the id; empty if it was not signed with one of the secrets
     */
    public Optional<String> verify(String value) {
        String text = decoded(withoutQuotes(value));
        if (!text.startsWith(MARK)) {
            return Optional.empty();
        }
        int end = text.length();
        for (int dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
            if (end - dot - 1 == SIGNATURE_LENGTH) {
                String id = text.substring(MARK.length(), dot);
                if (isSigned(id, text.substring(dot + 1, end))) {
                    return Optional.of(id);
                }
            }
            end = dot;
        }
        return Optional.empty();
    }

    private static String withoutQuotes(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A value that cannot be decoded was not signed here. */
    private static String decoded(String value) {
        if (value.length() > MAX_VALUE_LENGTH) {
            return "";
        }
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            // A plus is a plus here, not a space as in forms.
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean isSigned(String id, String signature) {
        if (!SessionIds.isValid(id)) {
            return false;
        }
        byte[] given = signature.getBytes(UTF_8);
        boolean signed = false;
        for (SecretKeySpec key : keys) {
            signed |= MessageDigest.isEqual(signature(id, key).getBytes(UTF_8), given);
        }
        return signed;
    }

    private static String signature(String id, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal(id.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "cookie signer with " + keys.size() + " secrets";
    }
}
