package io.github.dynamodbsession.core.codec;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of codecs have in common: which classes of the user's may be written and read, where they are
 * loaded from, and how deep a value may be nested. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract class CodecBuilder<B extends CodecBuilder<B>> {

    private static final int DEFAULT_DEPTH = 200;

    /** Also of the binary name of a class. */
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
     * This builder, as what it is.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Allows every class of a package and of the packages below it.
     *
     * @param name the package, such as {@code com.acme.shop}
     * @return this builder
     * @throws IllegalArgumentException if this is no name of a package, or one of the JDK's own
     */
    public final B allowPackage(String name) {
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
        return self();
    }

    /**
     * Allows one class, and no other.
     *
     * @param type the class; nested classes are named by themselves
     * @return this builder
     */
    public final B allowClass(Class<?> type) {
        classes.add(type.getName());
        return self();
    }

    /**
     * Allows one class by its name, so that classes can be named that cannot be seen from here, or are the JDK's.
     *
     * @param name its binary name, as {@link Class#getName()} gives it: {@code com.acme.Cart}, {@code
     *     com.acme.Cart$Item}
     * @return this builder
     * @throws IllegalArgumentException if this cannot be the name of a class, or is the name of an array
     */
    public final B allowClass(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException("allowClass: '" + name
                    + "' is not the name of a class; right is, say, com.acme.Cart or" + " com.acme.Cart$Item");
        }
        classes.add(name);
        return self();
    }

    /**
     * Lets the list be learned: for development, never where others can write into the table. Classes off the list are
     * written and read, each is warned of once, and the learner prints at its end what would have allowed them.
     *
     * @param learner is told of each class; {@link ClassLearner#untilShutdown()}, say
     * @return this builder
     */
    public final B learn(ClassLearner learner) {
        this.learner = Objects.requireNonNull(learner, "learner");
        return self();
    }

    /**
     * Sets how the message of a refusal says to allow a class, where that is not by a call of this builder: by a
     * property, say.
     *
     * @param advice makes of a class's binary name the end of a sentence, with its full stop
     * @return this builder
     */
    public final B allowedBy(UnaryOperator<String> advice) {
        this.advice = Objects.requireNonNull(advice, "advice");
        return self();
    }

    /**
     * Sets the loader of the classes that are read. Without it, each value is read by the context loader that the
     * reading thread has then, which in a web application is the application's, also after a reload.
     *
     * @param loader the loader
     * @return this builder
     */
    public final B classLoader(ClassLoader loader) {
        Objects.requireNonNull(loader, "classLoader");
        this.classLoader = () -> loader;
        return self();
    }

    /**
     * Bounds how deep a value may be nested; by default 200.
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
     * What was allowed so far.
     *
     * @param codec the codec's class, as a message names it
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
