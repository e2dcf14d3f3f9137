package io.github.dynamodbsession.core.codec;

import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the user of a codec named, one by one or by package, and the loader they come from. A name is
 * held against the list before anything is loaded. Immutable, but for what a {@link ClassLearner} learns.
 */
public final class UserClasses {

    /** Of a class that a compiler could write to a file; with a prefix for each dot, time grows with the square. */
    private static final int LONGEST_NAME = 2_000;

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
     * Whether a class was named, by itself or by its package, or is learned now.
     *
     * @param name its binary name as {@link Class#getName()} gives it; not of an array
     * @return whether it is on the list
     */
    public boolean contain(String name) {
        return isNamed(name) || (learner != null && !ClassLearner.isOfTheJdk(name) && learner.learn(name));
    }

    /** The same, where classes of the JDK can be learned too: by Java serialization. */
    boolean containWithJdk(String name) {
        return isNamed(name) || (learner != null && learner.learn(name));
    }

    private boolean isNamed(String name) {
        return classes.contains(name) || isInOneOf(packages, name);
    }

    /**
     * What can be done about a class that was refused.
     *
     * @param name its binary name; not of an array
     * @return a sentence without its first word's capital, with its full stop, ready for a message
     */
    public String advice(String name) {
        return Advice.on(name, allowing);
    }

    /**
     * The loader that classes are read from now.
     *
     * @return the loader; null for the one that the JVM begins with
     */
    public @Nullable ClassLoader classLoader() {
        return classLoader.get();
    }

    /** Whether one of the packages is the class's own, or above it. What is too long for a name is in none. */
    static boolean isInOneOf(Set<String> packages, String className) {
        if (className.length() > LONGEST_NAME) {
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
