package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the encodings of another codec, above a threshold and where it saves at least a tenth. All other values are
 * stored as the other codec writes them, and values that were stored before there was compression are read as they are.
 * So compression can be switched on at any time; it is switched off by {@link Builder#compress}, because what was
 * compressed must still be read.
 *
 * <p>Compressed values are bytes, of text as well as of bytes: a mark that no uncompressed value begins with, whether it
 * was text or bytes, its length, and its content in the zlib format of RFC 1950, compressed as RFC 1951 specifies.
 *
 * <p>A value that is compressed larger than it may be ({@link Builder#maxSize}), truncated or otherwise damaged cannot be
 * decoded. No more memory is used than a value of that size needs.
 *
 * <p>Immutable; safe for use by any number of threads if the other codec is.
 */
public final class CompressingCodec implements LayeredCodec {

    private static final long DEFAULT_THRESHOLD = 1024;
    private static final long DEFAULT_MAX_SIZE = 4L * 1024 * 1024;
    private static final long LARGEST_MAX_SIZE = 1024L * 1024 * 1024;
    private static final int DEFAULT_LEVEL = 6;
    private static final int FASTEST = 1;
    private static final int SMALLEST = 9;

    /** At least this part of a value must be saved: reading a compressed one takes time. */
    private static final int PART_TO_SAVE = 10;

    /** Bytes of one {@code char} in UTF-8. */
    private static final long MAX_BYTES_PER_CHAR = 3;

    private final AttributeCodec inner;
    private final boolean compress;
    private final long threshold;
    private final long maxSize;
    private final int level;

    private CompressingCodec(Builder builder) {
        this.inner = builder.inner;
        this.compress = builder.compress;
        this.threshold = builder.threshold;
        this.maxSize = builder.maxSize;
        this.level = builder.level;
    }

    /**
     * Creates a codec with default options.
     *
     * @param inner the codec whose encodings are compressed
     * @return the codec
     * @throws IllegalArgumentException if that one compresses already, or encrypts
     */
    public static CompressingCodec around(AttributeCodec inner) {
        return builder(inner).build();
    }

    /**
     * Returns a builder for a codec.
     *
     * @param inner the codec whose encodings are compressed
     * @return a new builder
     * @throws IllegalArgumentException if that one compresses already, or encrypts
     */
    public static Builder builder(AttributeCodec inner) {
        return new Builder(inner);
    }

    @Override
    public AttributeCodec inner() {
        return inner;
    }

    @Override
    public String layer() {
        return compress ? "compressed from " + threshold + " bytes on at level " + level : "";
    }

    @Override
    public EncodedValue wrap(EncodedValue encoding) {
        @Nullable EncodedValue compressed = compress ? compressed(encoding) : null;
        if (compressed != null) {
            return compressed;
        }
        return encoding instanceof EncodedValue.Binary binary && CompressedForm.isMarked(binary.content())
                ? new EncodedValue.Binary(CompressedForm.asIs(binary.content()))
                : encoding;
    }

    /** Null if it is better stored as it is. */
    private @Nullable EncodedValue compressed(EncodedValue encoding) {
        if (encoding instanceof EncodedValue.Binary binary) {
            return compressed(binary.content(), CompressedForm.BYTES);
        }
        String text = ((EncodedValue.Text) encoding).content();
        if (text.length() * MAX_BYTES_PER_CHAR < threshold) {
            return null;
        }
        byte @Nullable [] utf8 = utf8(text);
        return utf8 == null ? null : compressed(utf8, CompressedForm.TEXT);
    }

    /** Null for a text with half a surrogate pair, which UTF-8 cannot keep. */
    private static byte @Nullable [] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] utf8 = new byte[bytes.remaining()];
            bytes.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private @Nullable EncodedValue compressed(byte[] content, byte kind) {
        int worthwhile = content.length - (content.length + PART_TO_SAVE - 1) / PART_TO_SAVE;
        if (content.length < threshold || content.length > maxSize || worthwhile <= CompressedForm.HEADER) {
            return null;
        }
        byte[] output = new byte[worthwhile];
        int end = Zlib.deflate(content, level, output, CompressedForm.HEADER);
        if (end < 0) {
            return null;
        }
        CompressedForm.writeHeader(output, kind, content.length);
        return new EncodedValue.Binary(Arrays.copyOf(output, end));
    }

    @Override
    public EncodedValue unwrap(EncodedValue stored) {
        if (!(stored instanceof EncodedValue.Binary binary) || !CompressedForm.isMarked(binary.content())) {
            return stored;
        }
        byte[] marked = binary.content();
        return switch (CompressedForm.kind(marked)) {
            case CompressedForm.AS_IS -> CompressedForm.fromAsIs(marked);
            case CompressedForm.BYTES -> new EncodedValue.Binary(decompressed(marked));
            case CompressedForm.TEXT -> EncodedValue.text(text(decompressed(marked)));
            default ->
                throw new SessionCodecException(
                        "is compressed in a way that this release does not know, or truncated.");
        };
    }

    private byte[] decompressed(byte[] marked) {
        int length = CompressedForm.length(marked);
        if (length > maxSize) {
            throw new SessionCodecException("is compressed, and would have " + length
                    + " bytes, which is more than the maxSize of CompressingCodec, " + maxSize + ".");
        }
        byte @Nullable [] content = length < 0 ? null : Zlib.inflate(marked, CompressedForm.HEADER, length);
        if (content == null) {
            throw new SessionCodecException("is compressed, and truncated or damaged.");
        }
        return content;
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SessionCodecException("is compressed text, and damaged: it is not UTF-8.");
        }
    }

    /** Options; {@link #build} checks them. Not safe for use by several threads. */
    public static final class Builder {

        private final AttributeCodec inner;
        private boolean compress = true;
        private long threshold = DEFAULT_THRESHOLD;
        private long maxSize = DEFAULT_MAX_SIZE;
        private int level = DEFAULT_LEVEL;

        private Builder(AttributeCodec inner) {
            this.inner = Objects.requireNonNull(inner, "inner");
            for (AttributeCodec codec = inner; codec instanceof LayeredCodec layered; codec = layered.inner()) {
                if (codec instanceof CompressingCodec) {
                    throw new IllegalArgumentException("inner: values are compressed already");
                }
                if (codec instanceof BoundCodec) {
                    throw new IllegalArgumentException(
                            "inner: encrypted values cannot be compressed; compress first, and put the encryption around"
                                    + " CompressingCodec");
                }
            }
        }

        /**
         * Whether values are compressed; by default they are. If not, those that are compressed are still read: for
         * switching compression off, and for nodes that must read it before others begin to write it.
         *
         * @param value whether to compress
         * @return this builder
         */
        public Builder compress(boolean value) {
            this.compress = value;
            return this;
        }

        /**
         * The size from which on a value is compressed; by default 1,024 bytes.
         *
         * @param bytes the size of its encoding, of text in UTF-8; zero or more, at most {@link #maxSize}
         * @return this builder
         */
        public Builder threshold(long bytes) {
            this.threshold = bytes;
            return this;
        }

        /**
         * The maximum size of a value before it is compressed, by default 4 MB (4,194,304 bytes). A larger one is stored
         * as it is. One that is stored compressed, because another node has another limit or because someone wrote it to
         * the storage, cannot be decoded; so a few bytes cannot exhaust the memory.
         *
         * @param bytes the size of its encoding, of text in UTF-8; 1 to 1,073,741,824
         * @return this builder
         */
        public Builder maxSize(long bytes) {
            this.maxSize = bytes;
            return this;
        }

        /**
         * The effort; by default 6. A level can be changed at any time: all of them are read, and values are not written
         * anew because of it.
         *
         * @param value 1 for the fastest to 9 for the smallest result
         * @return this builder
         */
        public Builder level(int value) {
            this.level = value;
            return this;
        }

        /**
         * Creates the codec.
         *
         * @return the codec
         * @throws SessionConfigurationException if an option is out of its range; the message begins with its name
         */
        public CompressingCodec build() {
            if (maxSize < 1 || maxSize > LARGEST_MAX_SIZE) {
                throw new SessionConfigurationException(
                        "maxSize must be 1 to " + LARGEST_MAX_SIZE + " bytes, not " + maxSize, null);
            }
            if (threshold < 0) {
                throw new SessionConfigurationException("threshold must be zero or more bytes, not " + threshold, null);
            }
            if (threshold > maxSize) {
                throw new SessionConfigurationException(
                        "threshold must be at most maxSize, which is " + maxSize + " bytes, not " + threshold
                                + ": nothing would be compressed",
                        null);
            }
            if (level < FASTEST || level > SMALLEST) {
                throw new SessionConfigurationException("level must be 1 to 9, not " + level, null);
            }
            return new CompressingCodec(this);
        }
    }
}
