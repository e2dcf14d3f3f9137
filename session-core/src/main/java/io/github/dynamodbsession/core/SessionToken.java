package io.github.dynamodbsession.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.dynamodbsession.core.storage.SessionIds;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a client presents to open its session, and a cookie or a URL carries. Only {@link #reveal} returns it; everything
 * else is to use the {@link #id}.
 *
 * <p>With {@link TokenKind#HASHED}, a token is 192 random bits as 32 characters of base64url (RFC 4648, section 5), and
 * the id is a tilde followed by the first 24 bytes of the SHA-256 hash of these characters (FIPS 180-4), as base64url:
 * 33 characters. The tilde marks an id as a hash. No id of the kind {@link TokenKind#PLAIN} begins with one, so an id
 * that someone read in a storage is recognised when it is presented, and opens nothing. With {@code PLAIN}, the token
 * and the id are the same text.
 *
 * <p>Immutable, and safe for use by any number of threads. Not serializable. Tokens are compared in constant time, for
 * texts of one length.
 */
public final class SessionToken {

    /** 192 bits as base64url. */
    private static final int HASHED_LENGTH = 32;

    /** Of the hash, so that the id has as many bits as the token. */
    private static final int ID_BYTES = 24;

    /** Not a character of base64url, but one that an id may have. */
    private static final byte HASH_MARK = '~';

    private static final String ALGORITHM = "SHA-256";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** One for each thread: to make one costs as much as to hash a token. Of classes of the platform, so nothing leaks. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(SessionToken::digest);

    private final String text;
    private final String id;

    private SessionToken(String text, String id) {
        this.text = text;
        this.id = id;
    }

    /** Empty if the text is not 192 bits as base64url. */
    static Optional<SessionToken> hashed(String text) {
        return isHashable(text) ? Optional.of(new SessionToken(text, hashOf(text))) : Optional.empty();
    }

    /** Empty if the text is no id, or one that is a hash. */
    static Optional<SessionToken> plain(String text) {
        return SessionIds.isValid(text) && text.charAt(0) != HASH_MARK
                ? Optional.of(new SessionToken(text, text))
                : Optional.empty();
    }

    private static boolean isHashable(String text) {
        if (text.length() != HASHED_LENGTH) {
            return false;
        }
        for (int i = 0; i < HASHED_LENGTH; i++) {
            char c = text.charAt(i);
            if (!SessionIds.isIdCharacter(c) || c == '.' || c == HASH_MARK) {
                return false;
            }
        }
        return true;
    }

    private static String hashOf(String text) {
        MessageDigest digest = DIGEST.get();
        digest.reset(); // an earlier use may have been broken off, as by a stack overflow
        byte[] hash = digest.digest(text.getBytes(ISO_8859_1)); // all of ASCII, and copied faster
        byte[] encoded = ENCODER.encode(Arrays.copyOf(hash, ID_BYTES));
        byte[] id = new byte[1 + encoded.length];
        id[0] = HASH_MARK;
        System.arraycopy(encoded, 0, id, 1, encoded.length);
        return new String(id, ISO_8859_1);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    boolean isPlain() {
        return id.length() == text.length(); // a hash is longer by its mark
    }

    /** The same text as the other kind of token; empty if it cannot be one. */
    Optional<SessionToken> other() {
        return isPlain() ? hashed(text) : plain(text);
    }

    /**
     * The token itself: for the cookie or the URL that is sent to the client, and nothing else.
     *
     * @return the token, in characters that are valid in both ({@link SessionIds}); a secret, not for logs
     */
    public String reveal() {
        return text;
    }

    /**
     * The id of the session that this token opens, if there is one.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof SessionToken token
                && token.isPlain() == isPlain()
                && MessageDigest.isEqual(token.text.getBytes(ISO_8859_1), text.getBytes(ISO_8859_1));
    }

    /** Of the id, which others know as well. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "a session token";
    }
}
