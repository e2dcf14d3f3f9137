package io.github.dynamodbsession.core.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts and the JDK's boxes in the bytes of Java serialization, without its streams: those cost several kilobytes and more
 * than a microsecond for each value, however small. The bytes are the same ones. What is not as plain is left to the
 * streams: a text of 64 KB and more, and one that was not written in the shortest way.
 */
final class PlainValues {

    /** The magic number, the version, the mark of a text, its length. */
    private static final int BEFORE_TEXT = 7;

    private static final int HEADER =
            (ObjectStreamConstants.STREAM_MAGIC & 0xFFFF) << Short.SIZE | ObjectStreamConstants.STREAM_VERSION;
    private static final int MAX_TEXT = 0xFFFF;

    private static final List<Box<?>> BOXES = List.of(
            Box.of(0, Integer.BYTES, ByteBuffer::getInt, ByteBuffer::putInt),
            Box.of(0L, Long.BYTES, ByteBuffer::getLong, ByteBuffer::putLong),
            Box.of(
                    false,
                    Byte.BYTES,
                    bytes -> bytes.get() != 0,
                    (bytes, value) -> bytes.put((byte) (value.booleanValue() ? 1 : 0))),
            Box.of(0.0, Double.BYTES, ByteBuffer::getDouble, ByteBuffer::putDouble),
            Box.of(0.0f, Float.BYTES, ByteBuffer::getFloat, ByteBuffer::putFloat),
            Box.of((short) 0, Short.BYTES, ByteBuffer::getShort, ByteBuffer::putShort),
            Box.of((byte) 0, Byte.BYTES, ByteBuffer::get, ByteBuffer::put),
            Box.of((char) 0, Character.BYTES, ByteBuffer::getChar, ByteBuffer::putChar));

    private static final Map<Class<?>, Box<?>> BY_CLASS =
            BOXES.stream().collect(Collectors.toUnmodifiableMap(box -> box.type, box -> box));

    /** A class of the JDK whose one field is a primitive: all bytes before that one are the same for every value. */
    private static final class Box<T> {
        private final Class<T> type;
        private final byte[] before;
        private final int length;
        private final Function<ByteBuffer, T> reader;
        private final BiConsumer<ByteBuffer, T> writer;

        private Box(
                Class<T> type,
                byte[] zero,
                int size,
                Function<ByteBuffer, T> reader,
                BiConsumer<ByteBuffer, T> writer) {
            this.type = type;
            this.before = Arrays.copyOf(zero, zero.length - size);
            this.length = zero.length;
            this.reader = reader;
            this.writer = writer;
        }

        @SuppressWarnings("unchecked") // the class of a value of T
        static <T> Box<T> of(T zero, int size, Function<ByteBuffer, T> reader, BiConsumer<ByteBuffer, T> writer) {
            return new Box<>((Class<T>) zero.getClass(), streamed(zero), size, reader, writer);
        }

        byte[] encode(Object value) {
            byte[] bytes = Arrays.copyOf(before, length);
            writer.accept(ByteBuffer.wrap(bytes, before.length, length - before.length), type.cast(value));
            return bytes;
        }

        boolean isIn(byte[] bytes) {
            return bytes.length == length && Arrays.equals(bytes, 0, before.length, before, 0, before.length);
        }

        T decode(byte[] bytes) {
            return reader.apply(ByteBuffer.wrap(bytes, before.length, length - before.length));
        }
    }

    private PlainValues() {}

    private static byte[] streamed(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
        return bytes.toByteArray();
    }

    /** The bytes that the stream would write; null for what is not plain. */
    static byte @Nullable [] encode(Object value) {
        if (value instanceof String text) {
            return encodeText(text);
        }
        Box<?> box = BY_CLASS.get(value.getClass());
        return box == null ? null : box.encode(value);
    }

    private static byte @Nullable [] encodeText(String text) {
        int length = ModifiedUtf8.length(text);
        if (length > MAX_TEXT) {
            return null;
        }
        byte[] bytes = new byte[BEFORE_TEXT + length];
        ByteBuffer.wrap(bytes)
                .putInt(HEADER)
                .put(ObjectStreamConstants.TC_STRING)
                .putShort((short) length);
        ModifiedUtf8.encode(text, bytes, BEFORE_TEXT);
        return bytes;
    }

    /** What the stream would read; null where the bytes are not of a plain value. */
    static @Nullable Object decode(byte[] bytes) {
        if (isText(bytes)) {
            return decodeText(bytes);
        }
        for (Box<?> box : BOXES) {
            if (box.isIn(bytes)) {
                return box.decode(bytes);
            }
        }
        return null;
    }

    private static boolean isText(byte[] bytes) {
        return bytes.length >= BEFORE_TEXT
                && bytes[BEFORE_TEXT - 3] == ObjectStreamConstants.TC_STRING
                && ByteBuffer.wrap(bytes).getInt() == HEADER;
    }

    private static @Nullable String decodeText(byte[] bytes) {
        int length = ByteBuffer.wrap(bytes).getShort(BEFORE_TEXT - Short.BYTES) & 0xFFFF;
        if (length != bytes.length - BEFORE_TEXT) {
            return null;
        }
        return ModifiedUtf8.decode(bytes, BEFORE_TEXT, bytes.length);
    }
}
