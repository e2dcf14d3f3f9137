package io.github.dynamodbsession.core.codec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An encoded attribute value: readable text, or bytes. Immutable, and equal by content. Its {@code toString} shows the
 * size only.
 */
public sealed interface EncodedValue {

    /**
     * A value that is text, such as JSON; storages store it readable.
     *
     * @param text the text
     * @return the encoded value
     */
    static EncodedValue text(String text) {
        return new Text(text);
    }

    /**
     * A value that is bytes.
     *
     * @param bytes the bytes; copied
     * @return the encoded value
     */
    static EncodedValue binary(byte[] bytes) {
        return new Binary(bytes.clone());
    }

    /**
     * A value that is bytes.
     *
     * @param bytes its remaining bytes are copied; its position is unchanged
     * @return the encoded value
     */
    static EncodedValue binary(ByteBuffer bytes) {
        byte[] content = new byte[bytes.remaining()];
        bytes.duplicate().get(content);
        return new Binary(content);
    }

    /**
     * The size of the content; for text in UTF-8.
     *
     * @return bytes
     */
    long size();

    /** Text. */
    final class Text implements EncodedValue {

        private static final char FIRST_OF_TWO_BYTES = 0x80;
        private static final char FIRST_OF_THREE_BYTES = 0x800;

        private final String content;

        private Text(String content) {
            this.content = Objects.requireNonNull(content, "text");
        }

        /**
         * The text.
         *
         * @return all of it
         */
        public String content() {
            return content;
        }

        /** Counted without encoding. Half of a surrogate pair is encoded as a question mark, as by the JDK. */
        @Override
        public long size() {
            long size = content.length();
            for (int i = 0; i < content.length(); i++) {
                char c = content.charAt(i);
                if (c >= FIRST_OF_TWO_BYTES) {
                    if (c < FIRST_OF_THREE_BYTES) {
                        size++;
                    } else if (!Character.isSurrogate(c)) {
                        size += 2;
                    } else if (isPair(i)) {
                        size += 2; // four bytes for two chars
                        i++;
                    }
                }
            }
            return size;
        }

        private boolean isPair(int at) {
            return at + 1 < content.length() && Character.isSurrogatePair(content.charAt(at), content.charAt(at + 1));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && text.content.equals(content);
        }

        @Override
        public int hashCode() {
            return content.hashCode();
        }

        @Override
        public String toString() {
            return "text of " + content.length() + " characters";
        }
    }

    /** Bytes. */
    final class Binary implements EncodedValue {

        private final byte[] content;

        /** Takes the array without a copy; it must not be modified. */
        Binary(byte[] content) {
            this.content = content;
        }

        /** The array itself, which must not be modified. */
        byte[] content() {
            return content;
        }

        /**
         * A copy of the bytes.
         *
         * @return a new array
         */
        public byte[] toByteArray() {
            return content.clone();
        }

        /**
         * The bytes, without a copy.
         *
         * @return a new read-only buffer over all of them
         */
        public ByteBuffer asByteBuffer() {
            return ByteBuffer.wrap(content).asReadOnlyBuffer();
        }

        /**
         * The bytes as a stream, without a copy.
         *
         * @return a new stream over all of them
         */
        public InputStream inputStream() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary binary && Arrays.equals(binary.content, content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return content.length + " bytes";
        }
    }
}
