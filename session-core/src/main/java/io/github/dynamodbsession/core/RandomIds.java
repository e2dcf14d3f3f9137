package io.github.dynamodbsession.core;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Unguessable strings: bytes of a {@link SecureRandom} as base64url without padding (RFC 4648, section 5). */
final class RandomIds implements Supplier<String> {

    /** 192 bits: 32 characters. */
    static final int SESSION_ID_BYTES = 24;

    /** 48 bits: 8 characters. Not a secret; distinguishes writes of one session in the same millisecond. */
    static final int WRITE_TOKEN_BYTES = 6;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final int bytes;

    RandomIds(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public String get() {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return ENCODER.encodeToString(id);
    }
}
