package io.github.dynamodbsession.core.codec;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the user of a codec named, one by one or by package, and the loader they come from. A name is
 * held against the list before anything is loaded. Immutable.
 */
public final class UserClasses {

    private final Set<String> packages;
    private final Set<String> classes;
    private final Supplier<@Nullable ClassLoader> classLoader;

    UserClasses(Set<String> packages, Set<String> classes, Supplier<@Nullable ClassLoader> classLoader) {
        this.packages = Set.copyOf(packages);
        this.classes = Set.copyOf(classes);
        this.classLoader = classLoader;
    }

    /**
     * Whether a class was named, by itself or by its package.
     *
     * @param name its binary name as {@link Class#getName()} gives it; not of an array
     * @return whether it is on the list
     */
    public boolean contain(String name) {
        if (classes.contains(name)) {
            return true;
        }
        for (String p = packageOf(name); !p.isEmpty(); p = packageOf(p)) {
            if (packages.contains(p)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The loader that classes are read from now.
     *
     * @return the loader; null for the one that the JVM begins with
     */
    public @Nullable ClassLoader classLoader() {
        return classLoader.get();
    }

    static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
