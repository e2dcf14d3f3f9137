package io.github.dynamodbsession.core.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Compression in the zlib format of RFC 1950, whose checksum shows damage. Never uses more memory than the caller allows
 * for the result, whatever the input is. Its native memory is released before a method returns: to keep it for the next
 * call was measured, and is not faster.
 */
final class Zlib {

    /** Session values rarely shrink further; what a hostile input expands to is allocated only as it is written. */
    private static final long EXPECTED_RATIO = 16;

    private static final int MIN_ROOM = 256;

    private Zlib() {}

    /**
     * Compresses bytes.
     *
     * @param level 1 for the fastest to 9 for the smallest
     * @param output where the result is written to
     * @param from the index in the output where it begins
     * @return the index in the output after its end; -1 if there is not enough room
     */
    static int deflate(byte[] input, int level, byte[] output, int from) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(input);
            deflater.finish();
            int end = from;
            while (!deflater.finished() && end < output.length) {
                end += deflater.deflate(output, end, output.length - end);
            }
            return deflater.finished() ? end : -1;
        } finally {
            deflater.end();
        }
    }

    /**
     * Decompresses bytes.
     *
     * @param input contains the compressed bytes, from an index to its end
     * @param from that index
     * @param length the length of the result
     * @return the result; null if the input is not exactly the compressed form of so many bytes
     */
    static byte @Nullable [] inflate(byte[] input, int from, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(input, from, input.length - from);
            return inflated(inflater, input.length - from, length);
        } finally {
            inflater.end();
        }
    }

    private static byte @Nullable [] inflated(Inflater inflater, int compressed, int length) {
        byte[] output = new byte[(int) Math.min(length, Math.max(MIN_ROOM, compressed * EXPECTED_RATIO))];
        int end = 0;
        try {
            while (end < length) {
                if (end == output.length) {
                    output = Arrays.copyOf(output, (int) Math.min(length, 2L * end));
                }
                int count = inflater.inflate(output, end, output.length - end);
                if (count == 0) {
                    return null; // ends too early, or needs a dictionary
                }
                end += count;
            }
            boolean isEnd = inflater.inflate(new byte[1]) == 0 && inflater.finished();
            return isEnd && inflater.getRemaining() == 0 ? output : null;
        } catch (DataFormatException e) {
            return null;
        }
    }
}
