package io.github.dynamodbsession.core.codec;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options that the builders of codecs have in common: which of the user's classes may be written and read, where
 * they are loaded from, and how deep a value may be nested. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract class CodecBuilder<B extends CodecBuilder<B>> {

    private static final int DEFAULT_DEPTH = 200;

    /** Also for the binary name of a class. */
    private static final Pattern PACKAGE = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

    private final Set<String> packages = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private Supplier<@Nullable ClassLoader> classLoader =
            () -> Thread.currentThread().getContextClassLoader();
    private int depth = DEFAULT_DEPTH;
    private @Nullable ClassLearner learner;
    private @Nullable UnaryOperator<String> advice;

    /** For the codecs of this library. */
    protected CodecBuilder() {}

    /**
     * This builder, with its own type.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Allows every class of a package and of the packages below it.
     *
     * @param name the package, such as {@code com.acme.shop}
     * @return this builder
     * @throws IllegalArgumentException if this is not a valid package name, or is a package of the JDK
     */
    public final B allowPackage(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "allowPackage: '" + name + "' is not a valid package name; use a name such as com.acme.shop");
        }
        if ((name + ".").startsWith("java.") || (name + ".").startsWith("javax.")) {
            throw new IllegalArgumentException("allowPackage: " + name
                    + " is the JDK's own and holds classes that are not safe to read; name single classes with"
                    + " allowClass");
        }
        packages.add(name);
        return self();
    }

    /**
     * Allows one class, and no other.
     *
     * @param type the class; nested classes must be allowed separately
     * @return this builder
     */
    public final B allowClass(Class<?> type) {
        classes.add(type.getName());
        return self();
    }

    /**
     * Allows one class by name, for classes that are not visible here, or are the JDK's.
     *
     * @param name its binary name, as returned by {@link Class#getName()}: {@code com.acme.Cart}, {@code
     *     com.acme.Cart$Item}
     * @return this builder
     * @throws IllegalArgumentException if this is not a valid class name, or is the name of an array
     */
    public final B allowClass(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException("allowClass: '" + name
                    + "' is not a valid class name; use a name such as com.acme.Cart or" + " com.acme.Cart$Item");
        }
        classes.add(name);
        return self();
    }

    /**
     * Learns the list: for development only, never where others can write to the table. Classes that are not on the
     * list are written and read, each is logged once as a warning, and the learner finally prints the lines that would
     * have allowed them.
     *
     * @param learner the learner, such as {@link ClassLearner#untilShutdown()}
     * @return this builder
     */
    public final B learn(ClassLearner learner) {
        this.learner = Objects.requireNonNull(learner, "learner");
        return self();
    }

    /**
     * Sets the advice in the message of a refusal, if classes are not allowed by calls of this builder, but by a
     * property, for instance.
     *
     * @param advice creates the end of a sentence from a class's binary name, with its full stop
     * @return this builder
     */
    public final B allowedBy(UnaryOperator<String> advice) {
        this.advice = Objects.requireNonNull(advice, "advice");
        return self();
    }

    /**
     * Sets the class loader for reading. Without it, each value is read with the context class loader of the reading
     * thread, which in a web application is the application's, even after a reload.
     *
     * @param loader the class loader
     * @return this builder
     */
    public final B classLoader(ClassLoader loader) {
        Objects.requireNonNull(loader, "classLoader");
        this.classLoader = () -> loader;
        return self();
    }

    /**
     * Limits how deep a value may be nested; by default 200.
     *
     * @param depth at least 1
     * @return this builder
     * @throws IllegalArgumentException if {@code depth} is less than 1
     */
    public final B maxDepth(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("maxDepth must be at least 1, not " + depth);
        }
        this.depth = depth;
        return self();
    }

    /**
     * What has been allowed so far.
     *
     * @param codec the codec's class, for messages
     * @return the classes, by name
     */
    protected final UserClasses userClasses(String codec) {
        UnaryOperator<String> allowing = advice != null ? advice : name -> call(codec, name);
        return new UserClasses(packages, classes, classLoader, learner, allowing);
    }

    private static String call(String codec, String name) {
        String inPackage = UserClasses.packageOf(name);
        return "allow it, if it is safe to read, with " + codec + ".builder().allowClass(\"" + name + "\")"
                + (inPackage.isEmpty() || ClassLearner.isOfTheJdk(name)
                        ? "."
                        : " or .allowPackage(\"" + inPackage + "\").");
    }

    /**
     * How deep a value may be nested.
     *
     * @return at least 1
     */
    protected final int depth() {
        return depth;
    }
}
