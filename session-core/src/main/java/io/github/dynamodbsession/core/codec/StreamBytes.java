package io.github.dynamodbsession.core.codec;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;

/** Reads the bytes of a Java serialization stream. Used by one thread. */
final class StreamBytes {

    private final byte[] bytes;
    private int at;

    StreamBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int at() {
        return at;
    }

    void back() {
        at--;
    }

    byte peek() throws IOException {
        need(1);
        return bytes[at];
    }

    byte one() throws IOException {
        need(1);
        return bytes[at++];
    }

    int unsigned() throws IOException {
        return one() & 0xFF;
    }

    short two() throws IOException {
        need(Short.BYTES);
        short value = (short) (((bytes[at] & 0xFF) << Byte.SIZE) | (bytes[at + 1] & 0xFF));
        at += Short.BYTES;
        return value;
    }

    int four() throws IOException {
        return ((two() & 0xFFFF) << Short.SIZE) | (two() & 0xFFFF);
    }

    /** The next four bytes, without consuming them; 0 if there are fewer. */
    int peekFour() throws IOException {
        if (bytes.length - at < Integer.BYTES) {
            return 0;
        }
        int value = four();
        at -= Integer.BYTES;
        return value;
    }

    long eight() throws IOException {
        return ((long) four() << Integer.SIZE) | (four() & 0xFFFF_FFFFL);
    }

    /** A text of up to 65,535 bytes, in {@link java.io.DataInput}'s own encoding. */
    String name() throws IOException {
        int start = at;
        int length = two() & 0xFFFF;
        need(length);
        at += length;
        String name = ModifiedUtf8.decode(bytes, start + Short.BYTES, at);
        return name != null
                ? name
                // It has several encodings of a character, and the stream accepts all of them.
                : new DataInputStream(new ByteArrayInputStream(bytes, start, at - start)).readUTF();
    }

    void skipName() throws IOException {
        skip(two() & 0xFFFF);
    }

    void skip(long count) throws IOException {
        need(count);
        at += (int) count;
    }

    private void need(long count) throws IOException {
        if (count < 0 || count > bytes.length - at) {
            throw new EOFException("ends too early");
        }
    }
}
