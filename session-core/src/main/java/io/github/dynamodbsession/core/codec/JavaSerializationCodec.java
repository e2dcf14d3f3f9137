package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private final Supplier<@Nullable ClassLoader> classLoader;

    private JavaSerializationCodec(Builder builder) {
        this.allowed = new ClassAllowList(builder.packages, builder.classes);
        this.limits = builder.limits;
        this.classLoader = builder.classLoader;
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
        try (AllowListedInput in = new AllowListedInput(binary.inputStream(), allowed, limits, classLoader.get())) {
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
    public static final class Builder {

        private static final Pattern PACKAGE =
                Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
                        + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

        private final Set<String> packages = new HashSet<>();
        private final Set<String> classes = new HashSet<>();
        private ReadLimits limits = ReadLimits.DEFAULT;
        private Supplier<@Nullable ClassLoader> classLoader =
                () -> Thread.currentThread().getContextClassLoader();

        private Builder() {}

        /**
         * Allows every class of a package and of the packages below it.
         *
         * @param name the package, such as {@code com.acme.shop}
         * @return this builder
         * @throws IllegalArgumentException if this is no name of a package, or one of the JDK's own
         */
        public Builder allowPackage(String name) {
            if (!PACKAGE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "allowPackage: '" + name + "' is not the name of a package; right is, say, com.acme.shop");
            }
            if ((name + ".").startsWith("java.") || (name + ".").startsWith("javax.")) {
                throw new IllegalArgumentException("allowPackage: " + name
                        + " is the JDK's own and holds classes that are not safe to read; name single classes with"
                        + " allowClass");
            }
            packages.add(name);
            return this;
        }

        /**
         * Allows one class, and no other.
         *
         * @param type the class; nested classes are named by themselves
         * @return this builder
         */
        public Builder allowClass(Class<?> type) {
            classes.add(type.getName());
            return this;
        }

        /**
         * Sets the loader of the classes that are read. Without it, each value is read by the context loader that the
         * reading thread has then, which in a web application is the application's, also after a reload.
         *
         * @param loader the loader
         * @return this builder
         */
        public Builder classLoader(ClassLoader loader) {
            Objects.requireNonNull(loader, "classLoader");
            this.classLoader = () -> loader;
            return this;
        }

        /**
         * Bounds how deep the objects of a value may be nested when it is read; by default 200.
         *
         * @param depth at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code depth} is less than 1
         */
        public Builder maxDepth(int depth) {
            if (depth < 1) {
                throw new IllegalArgumentException("maxDepth must be at least 1, not " + depth);
            }
            this.limits = new ReadLimits(depth, limits.references());
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
            this.limits = new ReadLimits(limits.depth(), references);
            return this;
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
