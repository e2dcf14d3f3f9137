package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;

/**
 * Values by Java serialization, of allowed classes only: the JDK's value types and collections, and the classes and
 * packages that the user names. Anything else is refused when it is written, and again when it is read, before the
 * class is loaded: no object of a class that is not on the list ever comes to life.
 *
 * <p>Immutable; safe for use by any number of threads. The list bites by name, so that it holds for every loader;
 * classes are loaded by the current thread's context loader unless another is given.
 */
public final class JavaSerializationCodec implements AttributeCodec {

    private static final int INITIAL_BUFFER = 256;

    private final ClassAllowList allowed;
    private final ReadLimits limits;
    private final UserClasses userClasses;

    private JavaSerializationCodec(Builder builder) {
        this.userClasses = builder.userClasses();
        this.allowed = new ClassAllowList(userClasses);
        this.limits = builder.limits();
    }

    /**
     * A codec for the JDK's value types and collections.
     *
     * @return the codec
     */
    public static JavaSerializationCodec create() {
        return builder().build();
    }

    /**
     * Begins a codec that knows classes of the user's as well.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public EncodedValue encode(Object value) {
        Objects.requireNonNull(value, "value");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BUFFER);
        try (AllowListedOutput out = new AllowListedOutput(bytes, allowed)) {
            write(value, out);
        } catch (IOException e) {
            throw unwritable(value, e);
        }
        return EncodedValue.binary(bytes.toByteArray());
    }

    private static void write(Object value, AllowListedOutput out) {
        try {
            out.writeObject(value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            String notAllowed = out.notAllowed();
            if (notAllowed != null) {
                throw notAllowed(notAllowed);
            }
            String notSerializable = out.notSerializable();
            if (notSerializable != null) {
                throw new SessionCodecException("class " + notSerializable + " is not java.io.Serializable"
                        + within(value) + "; let it implement Serializable, or keep it out of the session.");
            }
            throw unwritable(value, e);
        }
    }

    private static SessionCodecException unwritable(Object value, Throwable why) {
        return new SessionCodecException("cannot be written by Java serialization" + within(value) + " ("
                + why.getClass().getName() + ").");
    }

    @Override
    public Object decode(EncodedValue encoded) {
        if (!(Objects.requireNonNull(encoded, "encoded") instanceof EncodedValue.Binary binary)) {
            throw new SessionCodecException("is text, where Java serialization reads bytes: another codec wrote it.");
        }
        try (AllowListedInput in =
                new AllowListedInput(binary.inputStream(), allowed, limits, userClasses.classLoader())) {
            Object value = in.readObject();
            if (value == null) {
                throw new SessionCodecException("holds no value.");
            }
            if (in.read() >= 0) {
                throw new SessionCodecException("has bytes left over after its value.");
            }
            return value;
        } catch (SessionCodecException e) {
            throw e;
        } catch (ClassNotAllowedException e) {
            throw notAllowed(e.className());
        } catch (ClassNotFoundException e) {
            // The message of this exception is the class's name: the input stream sees to it.
            throw new SessionCodecException("class " + e.getMessage() + " is not there any more.");
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // What the filter throws arrives as the cause of the stream's own exception.
            throw e.getCause() instanceof ReadLimitException limit
                    ? new SessionCodecException(limit.getMessage())
                    : new SessionCodecException("cannot be read by Java serialization ("
                            + e.getClass().getName() + ").");
        }
    }

    private static SessionCodecException notAllowed(String className) {
        return new SessionCodecException("class " + className + " is not on the codec's allow-list; name it with"
                + " JavaSerializationCodec.builder().allowClass or allowPackage if it is yours.");
    }

    private static String within(Object value) {
        return ", within a " + value.getClass().getName();
    }

    /** Collects what a codec is made of. Not safe for use by several threads. */
    public static final class Builder extends CodecBuilder<Builder> {

        private long references = ReadLimits.DEFAULT_REFERENCES;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Bounds how many objects and array elements a value may have when it is read; by default 1,000,000, far
         * more than an item of DynamoDB holds.
         *
         * @param references at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code references} is less than 1
         */
        public Builder maxReferences(long references) {
            if (references < 1) {
                throw new IllegalArgumentException("maxReferences must be at least 1, not " + references);
            }
            this.references = references;
            return this;
        }

        private ReadLimits limits() {
            return new ReadLimits(depth(), references);
        }

        /**
         * Makes the codec.
         *
         * @return a new codec
         */
        public JavaSerializationCodec build() {
            return new JavaSerializationCodec(this);
        }
    }
}
