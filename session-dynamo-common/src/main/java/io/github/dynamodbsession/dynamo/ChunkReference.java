package io.github.dynamodbsession.dynamo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a head refers to what is stored in a chunk: by the digests of its parts, which are also their keys. So whatever is
 * found under a key is recognised as what the head refers to, or as something else.
 *
 * @param kind what the parts contain
 * @param size the sum of the parts' sizes, in bytes
 * @param parts the digests, in order; copied
 */
record ChunkReference(Kind kind, int size, List<String> parts) {

    /** Bytes of a digest. */
    static final int DIGEST = 16;

    private static final int PREFIX = 1 + Integer.BYTES;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder TO_BYTES = Base64.getUrlDecoder();

    /** What a chunk contains. */
    enum Kind {
        /** One part with whole attributes. */
        ATTRIBUTES(0),
        /** Parts of the UTF-8 bytes of one attribute. */
        PARTS_OF_TEXT(1),
        /** Parts of the bytes of one attribute. */
        PARTS_OF_BINARY(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static @Nullable Kind of(int code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElse(null);
        }
    }

    ChunkReference {
        parts = List.copyOf(parts);
    }

    static String toText(byte[] digest) {
        return TO_TEXT.encodeToString(digest);
    }

    /** The number of {@link #toBytes}. */
    int length() {
        return PREFIX + DIGEST * parts.size();
    }

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(length());
        bytes.put((byte) kind.code).putInt(size);
        parts.forEach(part -> bytes.put(TO_BYTES.decode(part)));
        return bytes.flip();
    }

    /** The reference; null if these are not the bytes of one. */
    static @Nullable ChunkReference of(ByteBuffer bytes) {
        ByteBuffer view = bytes.duplicate();
        if (view.remaining() < PREFIX + DIGEST || (view.remaining() - PREFIX) % DIGEST != 0) {
            return null;
        }
        Kind kind = Kind.of(view.get());
        int size = view.getInt();
        if (kind == null || size < 0) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        while (view.hasRemaining()) {
            byte[] digest = new byte[DIGEST];
            view.get(digest);
            parts.add(toText(digest));
        }
        return new ChunkReference(kind, size, parts);
    }
}
