package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization of allowed classes only: the JDK's value types and collections, and the classes and packages that
 * the user names. Anything else is refused when it is written, and also when it is read, before the class is loaded: a
 * class that is not on the list is never instantiated.
 *
 * <p>Values have limits, so that a few bytes that someone wrote to the table cannot exhaust the memory or block a
 * thread. The bytes are scanned before they are deserialized: the depth, the number of objects and elements, whether
 * collections declare more elements than there are bytes, and the work of hashing sets and map keys. A set hashes the
 * whole content of its elements, as often as they contain it. A value that contains nothing twice never exceeds that
 * limit; other values only exceed it if their sets and keys share their content over and over, so that creating them
 * took the application as long. Reading also fails if it takes longer than two seconds and one more per MB, for
 * instance because keys were chosen to have the same hash code. A value that exceeds a limit, except for the time
 * limit, is refused when it is encoded, and cannot be decoded.
 *
 * <p>Immutable; safe for use by any number of threads. The list applies by name, so it holds for every class loader;
 * classes are loaded by the current thread's context class loader unless another one is set.
 */
public final class JavaSerializationCodec implements AttributeCodec {

    private static final int INITIAL_BUFFER = 256;

    private final ClassAllowList allowed;
    private final ReadLimits limits;
    private final UserClasses userClasses;

    private JavaSerializationCodec(Builder builder) {
        this.userClasses = builder.userClasses("JavaSerializationCodec");
        this.allowed = new ClassAllowList(userClasses, builder.groups);
        this.limits = builder.limits();
    }

    /**
     * Creates a codec for the JDK's value types and collections.
     *
     * @return the codec
     */
    public static JavaSerializationCodec create() {
        return builder().build();
    }

    /**
     * Returns a builder for a codec that allows the user's classes as well.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public EncodedValue encode(Object value) {
        byte @Nullable [] plain = PlainValues.encode(Objects.requireNonNull(value, "value"));
        return plain != null ? new EncodedValue.Binary(plain) : encodeByStream(value);
    }

    private EncodedValue encodeByStream(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BUFFER);
        @Nullable String replaced;
        try (AllowListedOutput out = new AllowListedOutput(bytes, allowed, value)) {
            write(value, out);
            replaced = out.replaced();
        } catch (IOException e) {
            throw unwritable(value, e);
        }
        byte[] written = bytes.toByteArray();
        checkReadable(value, written);
        EncodedValue encoded = new EncodedValue.Binary(written);
        if (replaced != null) {
            check(value, replaced, encoded);
        }
        return encoded;
    }

    /** A value that exceeds a limit would be stored, but could never be read. */
    private void checkReadable(Object value, byte[] written) {
        try {
            References unused = scan(written);
        } catch (ReadLimitException e) {
            throw new SessionCodecException(e.getMessage());
        } catch (IOException e) {
            throw unwritable(value, e);
        }
    }

    private References scan(byte[] bytes) throws IOException {
        return StreamScan.check(bytes, limits, this::foreignClass);
    }

    /** No class is loaded that is not on the list. */
    private ForeignClass foreignClass(String name) {
        if (!allowed.allows(name)) {
            return ForeignClass.UNKNOWN;
        }
        try {
            return ForeignClass.of(Class.forName(name, false, userClasses.classLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return ForeignClass.UNKNOWN;
        }
    }

    private void write(Object value, AllowListedOutput out) {
        try {
            out.writeObject(value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            String notAllowed = out.notAllowed();
            if (notAllowed != null) {
                throw at(value, notAllowed, notAllowed(notAllowed));
            }
            String notSerializable = out.notSerializable();
            if (notSerializable != null) {
                throw at(
                        value,
                        notSerializable,
                        new SessionCodecException("class " + notSerializable + " is not java.io.Serializable"
                                + within(value) + "; " + Advice.onUnserializable(notSerializable)));
            }
            throw unwritable(value, e);
        }
    }

    private static SessionCodecException at(Object value, String className, SessionCodecException refusal) {
        return ValuePath.toClass(value, ClassAllowList.elementType(className))
                .map(refusal::at)
                .orElse(refusal);
    }

    /** A replacement must be usable for the reader. */
    private void check(Object value, String replaced, EncodedValue encoded) {
        @Nullable String misplaced = allowed.misplacedUrl(value);
        if (misplaced != null) {
            SessionCodecException refusal = notAllowed(ClassAllowList.URL);
            throw misplaced.isEmpty() ? refusal : refusal.at(misplaced);
        }
        try {
            decode(encoded);
        } catch (SessionCodecException e) {
            throw at(value, replaced, notAllowed(replaced));
        }
    }

    private static SessionCodecException unwritable(Object value, Throwable why) {
        return new SessionCodecException("cannot be written by Java serialization" + within(value) + " ("
                + why.getClass().getName() + ").");
    }

    @Override
    public Object decode(EncodedValue encoded) {
        if (!(Objects.requireNonNull(encoded, "encoded") instanceof EncodedValue.Binary binary)) {
            throw new SessionCodecException(
                    "is text, but Java serialization reads bytes: it was written by another codec.");
        }
        @Nullable Object plain = PlainValues.decode(binary.content());
        return plain != null ? plain : decodeStream(binary.content());
    }

    Object decodeStream(byte[] bytes) {
        try (AllowListedInput in = open(bytes)) {
            Object value = in.readObject();
            if (value == null) {
                throw new SessionCodecException("contains no value.");
            }
            if (in.read() >= 0) {
                throw new SessionCodecException("has additional bytes after its value.");
            }
            return value;
        } catch (SessionCodecException e) {
            throw e;
        } catch (ClassNotAllowedException e) {
            throw notAllowed(e.className());
        } catch (ClassNotFoundException e) {
            // The message of this exception is the class's name, set by the input stream.
            throw new SessionCodecException(gone(String.valueOf(e.getMessage())));
        } catch (ReadLimitException e) {
            throw new SessionCodecException(e.getMessage());
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // An exception of the filter is the cause of the stream's own exception.
            if (e.getCause() instanceof SessionCodecException ours) {
                throw ours;
            }
            throw e.getCause() instanceof ReadLimitException limit
                    ? new SessionCodecException(limit.getMessage())
                    : unreadable(e);
        }
    }

    private AllowListedInput open(byte[] bytes) throws IOException {
        return open(bytes, new ReadTime(bytes.length));
    }

    AllowListedInput open(byte[] bytes, ReadTime time) throws IOException {
        return new AllowListedInput(bytes, allowed, limits, userClasses.classLoader(), scan(bytes), time);
    }

    private static SessionCodecException unreadable(Throwable why) {
        StackTraceElement[] trace = why.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().equals(Currency.class.getName())
                ? UnknownHere.exception("java.util.Currency")
                : new SessionCodecException("cannot be read by Java serialization ("
                        + why.getClass().getName() + ").");
    }

    private static String gone(String name) {
        return ClassLearner.isOfTheJdk(name)
                ? "class " + name + " is not in this JDK (" + Runtime.version().feature()
                        + "): a newer one wrote it. Copy"
                        + " the value into a plain collection, such as an ArrayList or a LinkedHashMap, before it is"
                        + " stored."
                : "class " + name + " is not there any more.";
    }

    private SessionCodecException notAllowed(String className) {
        String name = ClassAllowList.elementType(className);
        return SessionCodecException.refusing(
                name, "class " + className + " is not on the codec's allow-list; " + userClasses.advice(name));
    }

    private static String within(Object value) {
        return ", within a " + value.getClass().getName();
    }

    /** The options of a codec. Not safe for use by several threads. */
    public static final class Builder extends CodecBuilder<Builder> {

        private final Set<ClassGroup> groups = EnumSet.noneOf(ClassGroup.class);
        private long references = ReadLimits.DEFAULT_REFERENCES;
        private long hashSteps = ReadLimits.DEFAULT_HASH_STEPS;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Allows the classes that a framework stores in sessions.
         *
         * @param group its classes
         * @return this builder
         */
        public Builder allow(ClassGroup group) {
            groups.add(Objects.requireNonNull(group, "group"));
            return this;
        }

        /**
         * Limits the number of objects of a value, and of elements of its arrays of objects, counting each reference; by
         * default 1,000,000. The elements of arrays of numbers are limited by the value's size only.
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

        /** For tests with small values. */
        Builder hashSteps(long steps) {
            this.hashSteps = steps;
            return this;
        }

        private ReadLimits limits() {
            return new ReadLimits(depth(), references, hashSteps);
        }

        /**
         * Builds the codec.
         *
         * @return a new codec
         */
        public JavaSerializationCodec build() {
            return new JavaSerializationCodec(this);
        }
    }
}
