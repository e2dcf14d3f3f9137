package io.github.dynamodbsession.codec.tink;

import io.github.dynamodbsession.core.codec.AttributePlace;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How encrypted values are stored: a mark of four bytes, a letter for what was encrypted, and Tink's ciphertext. The mark
 * begins with a byte of the form {@code 10xxxxxx}, as no text in UTF-8 does, and is neither that of Java serialization
 * nor that of compressed values.
 *
 * <p>What a ciphertext is bound to, as its associated data: the mark and the letter; the text that the user chose and the
 * session's origin, each preceded by its length in four bytes, the highest first; and the attribute's name. Texts are
 * UTF-8. A place without an origin has the length -1. An origin is encrypted as well, without mark and letter, and bound
 * to the mark, a letter of its own, the user's text with its length, and the session's id.
 */
final class EncryptedForm {

    /** A text, as UTF-8. */
    private static final byte TEXT = 'T';
    /** A text with half a surrogate pair, which UTF-8 cannot keep: as UTF-16, the higher byte first. */
    private static final byte CHARS = 'C';
    /** Bytes. */
    private static final byte BYTES = 'B';

    /** A session's origin. */
    private static final byte ORIGIN = 'O';

    private static final byte[] MARK = {(byte) 0x9E, 'd', 's', 'e'};
    private static final int KIND = MARK.length;
    private static final int HEADER = KIND + 1;
    private static final int NO_ORIGIN = -1;

    private EncryptedForm() {}

    /** What is encrypted: the content of an encoding, and the letter for it. */
    static final class Plain {

        private final byte kind;
        private final byte[] content;

        /** Takes the array without a copy. */
        Plain(byte kind, byte[] content) {
            this.kind = kind;
            this.content = content;
        }

        byte kind() {
            return kind;
        }

        /** The array itself, which must not be modified. */
        byte[] content() {
            return content;
        }

        static Plain of(EncodedValue encoding) {
            if (encoding instanceof EncodedValue.Binary binary) {
                return new Plain(BYTES, binary.toByteArray());
            }
            String text = ((EncodedValue.Text) encoding).content();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return new String(utf8, StandardCharsets.UTF_8).equals(text)
                    ? new Plain(TEXT, utf8)
                    : new Plain(CHARS, charsOf(text));
        }

        private static byte[] charsOf(String text) {
            ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
            bytes.asCharBuffer().put(text);
            return bytes.array();
        }

        /** Null if this release does not know the letter. */
        @Nullable
        EncodedValue encoding() {
            return switch (kind) {
                case TEXT -> EncodedValue.text(new String(content, StandardCharsets.UTF_8));
                case CHARS ->
                    EncodedValue.text(ByteBuffer.wrap(content).asCharBuffer().toString());
                case BYTES -> EncodedValue.binary(content);
                default -> null;
            };
        }

        @Override
        public String toString() {
            return content.length + " bytes";
        }
    }

    static boolean isMarked(EncodedValue stored) {
        if (!(stored instanceof EncodedValue.Binary binary) || binary.size() < MARK.length) {
            return false;
        }
        ByteBuffer bytes = binary.asByteBuffer();
        for (int i = 0; i < MARK.length; i++) {
            if (bytes.get(i) != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    static EncodedValue write(byte kind, byte[] ciphertext) {
        ByteBuffer stored = ByteBuffer.allocate(HEADER + ciphertext.length);
        stored.put(MARK).put(kind).put(ciphertext).flip();
        return EncodedValue.binary(stored);
    }

    /** The letter of a marked value; zero if it ends before. */
    static byte kindOf(EncodedValue.Binary marked) {
        return marked.size() < HEADER ? 0 : marked.asByteBuffer().get(KIND);
    }

    /** What follows the letter. */
    static byte[] ciphertextOf(EncodedValue.Binary marked) {
        ByteBuffer bytes = marked.asByteBuffer();
        bytes.position(Math.min(HEADER, bytes.limit()));
        byte[] ciphertext = new byte[bytes.remaining()];
        bytes.get(ciphertext);
        return ciphertext;
    }

    static byte[] associatedData(byte kind, byte[] boundTo, AttributePlace place) {
        byte[] name = place.attribute().getBytes(StandardCharsets.UTF_8);
        SessionOrigin origin = place.origin();
        byte[] bytes = origin == null ? new byte[0] : origin.toByteArray();
        return ByteBuffer.allocate(HEADER + Integer.BYTES + boundTo.length + Integer.BYTES + bytes.length + name.length)
                .put(MARK)
                .put(kind)
                .putInt(boundTo.length)
                .put(boundTo)
                .putInt(origin == null ? NO_ORIGIN : bytes.length)
                .put(bytes)
                .put(name)
                .array();
    }

    static byte[] associatedDataOfOrigin(byte[] boundTo, String id) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + Integer.BYTES + boundTo.length + name.length)
                .put(MARK)
                .put(ORIGIN)
                .putInt(boundTo.length)
                .put(boundTo)
                .put(name)
                .array();
    }
}
