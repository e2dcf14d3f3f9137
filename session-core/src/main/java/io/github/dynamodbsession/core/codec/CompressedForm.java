package io.github.dynamodbsession.core.codec;

import java.nio.ByteBuffer;

/**
 * How compressed values are marked: seven bytes, a letter for what follows, and, if that is compressed, its length before
 * it was (four bytes, the highest first).
 *
 * <p>No uncompressed value begins with the seven bytes: Java serialization begins with {@code AC ED}, text in UTF-8 never
 * with a byte of the form {@code 10xxxxxx}, and what nevertheless begins with them is stored behind them, as it is.
 */
final class CompressedForm {

    /** A text, as compressed UTF-8. */
    static final byte TEXT = 'T';
    /** Bytes, compressed. */
    static final byte BYTES = 'B';
    /** Bytes as they are, since they begin with the mark, too. */
    static final byte AS_IS = 'P';

    private static final byte[] MARK = {(byte) 0x9D, 'd', 's', 'z', 'l', 'i', 'b'};
    private static final int KIND = MARK.length;
    private static final int AFTER_KIND = KIND + 1;

    /** The length of what precedes compressed bytes. */
    static final int HEADER = AFTER_KIND + Integer.BYTES;

    private CompressedForm() {}

    static boolean isMarked(byte[] bytes) {
        if (bytes.length < MARK.length) {
            return false;
        }
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** What follows in a marked value; zero if it ends before. */
    static byte kind(byte[] marked) {
        return marked.length < AFTER_KIND ? 0 : marked[KIND];
    }

    /** The length of a value before it was compressed; -1 if it ends before. */
    static int length(byte[] marked) {
        return marked.length < HEADER ? -1 : ByteBuffer.wrap(marked).getInt(AFTER_KIND);
    }

    static void writeHeader(byte[] to, byte kind, int length) {
        ByteBuffer.wrap(to).put(MARK).put(kind).putInt(length);
    }

    static byte[] asIs(byte[] bytes) {
        return ByteBuffer.allocate(AFTER_KIND + bytes.length)
                .put(MARK)
                .put(AS_IS)
                .put(bytes)
                .array();
    }

    static EncodedValue fromAsIs(byte[] marked) {
        return EncodedValue.binary(ByteBuffer.wrap(marked, AFTER_KIND, marked.length - AFTER_KIND));
    }
}
