package io.github.dynamodbsession.core;

import java.security.SecureRandom;
import java.util.Arrays;
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

    /** Drawn ahead: a draw of many bytes costs little more than one of a few. */
    private final byte[] drawn;

    private int used;

    /** Strings that are drawn one at a time, so that none is in memory before it is used. */
    RandomIds(int bytes) {
        this(bytes, 1);
    }

    /**
     * Strings that are drawn together.
     *
     * @param bytes the random bytes of each
     * @param ahead how many are drawn at once
     */
    RandomIds(int bytes, int ahead) {
        this.bytes = bytes;
        this.drawn = new byte[bytes * ahead];
        this.used = drawn.length;
    }

    @Override
    public String get() {
        return ENCODER.encodeToString(next());
    }

    private synchronized byte[] next() {
        if (used == drawn.length) {
            random.nextBytes(drawn);
            used = 0;
        }
        byte[] next = Arrays.copyOfRange(drawn, used, used + bytes);
        Arrays.fill(drawn, used, used + bytes, (byte) 0);
        used += bytes;
        return next;
    }
}
