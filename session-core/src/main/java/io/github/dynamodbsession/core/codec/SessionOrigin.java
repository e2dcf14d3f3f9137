package io.github.dynamodbsession.core.codec;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/**
 * Distinguishes a session from every other one for its whole life, whichever id it has: a codec binds values to it, so
 * that they cannot be read in another session. A session that is created under such a codec has a random one, which is
 * kept when its id changes; for others the time of their creation takes its place. What is stored with a session, as its
 * origin, is the form that {@link BoundCodec#seal} makes of it.
 *
 * <p>Immutable, and equal by content. Its {@code toString} does not show it.
 */
public final class SessionOrigin {

    /** The length of a random origin, in bytes. */
    private static final int LENGTH = 16;

    /** Key services make long ciphertexts. */
    private static final int MAX_LENGTH = 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] content;

    private SessionOrigin(byte[] content) {
        this.content = content;
    }

    /**
     * The origin of a new session.
     *
     * @return 128 random bits
     */
    public static SessionOrigin random() {
        byte[] content = new byte[LENGTH];
        RANDOM.nextBytes(content);
        return new SessionOrigin(content);
    }

    /**
     * The origin of a session that was created without a random one.
     *
     * @param createdAt when it was created; only whole milliseconds count
     * @return the same for sessions that were created in the same millisecond
     */
    public static SessionOrigin ofCreation(Instant createdAt) {
        return new SessionOrigin(ByteBuffer.allocate(Long.BYTES)
                .putLong(createdAt.toEpochMilli())
                .array());
    }

    /**
     * An origin that was stored.
     *
     * @param content its bytes, 1 to 1,024; copied
     * @return the origin
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static SessionOrigin of(byte[] content) {
        if (!isPossible(content.length)) {
            throw new IllegalArgumentException(
                    "The origin of a session has 1 to " + MAX_LENGTH + " bytes, not " + content.length);
        }
        return new SessionOrigin(content.clone());
    }

    /**
     * Whether an origin can have so many bytes.
     *
     * @param length how many
     * @return true from 1 to 1,024
     */
    public static boolean isPossible(int length) {
        return length >= 1 && length <= MAX_LENGTH;
    }

    /**
     * What is stored.
     *
     * @return a copy of its bytes
     */
    public byte[] toByteArray() {
        return content.clone();
    }

    /**
     * The size of what is stored.
     *
     * @return bytes
     */
    public int size() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionOrigin origin && Arrays.equals(origin.content, content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "origin of a session";
    }
}
