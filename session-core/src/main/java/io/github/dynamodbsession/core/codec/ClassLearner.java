package io.github.dynamodbsession.core.codec;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * For development only: finds out which classes an application keeps in its sessions. A codec that was given one
 * ({@link CodecBuilder#learn}) writes and reads classes off its list too, but for those that never belong into a
 * session. Each is told once, as a warning; {@link #close} prints the lines that put them all on the list.
 *
 * <p>While it learns, whoever can write into the table chooses the classes that this JVM makes objects of. Never use it
 * where others can.
 *
 * <p>Safe for use by any number of threads.
 */
public final class ClassLearner implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ClassLearner.class.getName());

    /** The usual links of gadget chains: these are not learned. */
    private static final List<String> NEVER = List.of(
            "java.awt.",
            "java.beans.",
            "java.io.",
            "java.lang.",
            "java.net.URL",
            "java.rmi.",
            "java.security.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "bsh.",
            "clojure.",
            "groovy.",
            "com.mchange.",
            "com.rometools.",
            "org.apache.bcel.",
            "org.apache.commons.beanutils.",
            "org.apache.commons.collections",
            "org.apache.commons.fileupload.",
            "org.apache.xalan.",
            "org.codehaus.groovy.",
            "org.hibernate.engine.",
            "org.hibernate.property.",
            "org.jboss.interceptor.",
            "org.mozilla.javascript.",
            "org.python.",
            "org.springframework.aop.",
            "org.springframework.beans.",
            "org.springframework.core.",
            "org.springframework.transaction.");

    private final Set<String> classes = ConcurrentHashMap.newKeySet();
    private final Function<List<String>, String> lines;

    /**
     * Begins to learn.
     *
     * @param lines makes of names of classes, sorted and not empty, what allows them, ready to paste
     */
    public ClassLearner(Function<List<String>, String> lines) {
        this.lines = lines;
    }

    /**
     * Begins to learn, and prints calls of a codec's builder when this JVM ends.
     *
     * @return a new one
     */
    public static ClassLearner untilShutdown() {
        ClassLearner learner = new ClassLearner(ClassLearner::calls);
        Runtime.getRuntime().addShutdownHook(new Thread(learner::close, "dynamodb-session-learned"));
        return learner;
    }

    private static String calls(List<String> names) {
        StringBuilder calls = new StringBuilder();
        names.forEach(name -> calls.append(".allowClass(\"").append(name).append("\")\n"));
        return calls.toString();
    }

    /** Whether a class may be kept, which is learned now if it was not before. */
    boolean learn(String name) {
        if (NEVER.stream().anyMatch(name::startsWith) || name.contains("$$") || name.contains("/")) {
            return false;
        }
        if (classes.add(name)) {
            LOG.log(
                    Level.WARNING,
                    "Class {0} is kept in a session and is not on the allow-list. It is stored all the same, since the"
                            + " list is being learned; that is for development only.",
                    name);
        }
        return true;
    }

    static boolean isOfTheJdk(String name) {
        return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.");
    }

    /**
     * What was learned so far.
     *
     * @return names of classes, sorted
     */
    public List<String> classes() {
        return classes.stream().sorted().toList();
    }

    /**
     * What puts the learned classes on the list.
     *
     * @return lines to paste; empty if nothing was learned
     */
    public String lines() {
        List<String> names = classes();
        return names.isEmpty() ? "" : lines.apply(names);
    }

    /** Prints the lines, through {@link System.Logger}. What was learned stays learned. */
    @Override
    public void close() {
        if (!classes.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Learned for the allow-list; look at each class, and paste what is safe to read:\n{0}",
                    lines());
        }
    }
}
