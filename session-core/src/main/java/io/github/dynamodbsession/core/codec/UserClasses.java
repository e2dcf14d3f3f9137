package io.github.dynamodbsession.core.codec;

import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the user of a codec allowed, one by one or by package, and their class loader. A name is checked
 * against the list before anything is loaded. Immutable, except for what a {@link ClassLearner} learns.
 */
public final class UserClasses {

    /** More than any class that a compiler could write to a file; checking a prefix per dot takes quadratic time. */
    private static final int MAX_NAME_LENGTH = 2_000;

    private final Set<String> packages;
    private final Set<String> classes;
    private final Supplier<@Nullable ClassLoader> classLoader;
    private final @Nullable ClassLearner learner;
    private final UnaryOperator<String> allowing;

    UserClasses(
            Set<String> packages,
            Set<String> classes,
            Supplier<@Nullable ClassLoader> classLoader,
            @Nullable ClassLearner learner,
            UnaryOperator<String> allowing) {
        this.packages = Set.copyOf(packages);
        this.classes = Set.copyOf(classes);
        this.classLoader = classLoader;
        this.learner = learner;
        this.allowing = allowing;
    }

    /**
     * Whether a class is allowed, by its name or its package, or is learned now.
     *
     * @param name its binary name, as returned by {@link Class#getName()}; not of an array
     * @return whether it is on the list
     */
    public boolean contain(String name) {
        return isNamed(name) || (learner != null && !ClassLearner.isOfTheJdk(name) && learner.learn(name));
    }

    /** The same for Java serialization, where classes of the JDK can be learned, too. */
    boolean containWithJdk(String name) {
        return isNamed(name) || (learner != null && learner.learn(name));
    }

    private boolean isNamed(String name) {
        return classes.contains(name) || isInOneOf(packages, name);
    }

    /**
     * Advice about a class that was refused.
     *
     * @param name its binary name; not of an array
     * @return a sentence with a lower-case first letter and a full stop, for a message
     */
    public String advice(String name) {
        return Advice.on(name, allowing);
    }

    /**
     * The class loader for reading, at this moment.
     *
     * @return the class loader; null for the bootstrap class loader
     */
    public @Nullable ClassLoader classLoader() {
        return classLoader.get();
    }

    /**
     * Whether one of the packages contains the class, directly or in a sub-package. False for names that are too long.
     */
    static boolean isInOneOf(Set<String> packages, String className) {
        if (className.length() > MAX_NAME_LENGTH) {
            return false;
        }
        for (String p = packageOf(className); !p.isEmpty(); p = packageOf(p)) {
            if (packages.contains(p)) {
                return true;
            }
        }
        return false;
    }

    static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
