package io.github.dynamodbsession.core.codec;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * For development only: collects the classes that an application stores in its sessions. A codec with a learner ({@link
 * CodecBuilder#learn}) also writes and reads classes that are not on its list, except for those that never belong in a
 * session. Each is logged once, as a warning; {@link #close} prints the lines that allow all of them.
 *
 * <p>While it learns, anyone who can write to the table chooses the classes that this JVM instantiates. Never use it
 * where others can write to the table.
 *
 * <p>Safe for use by any number of threads.
 */
public final class ClassLearner implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ClassLearner.class.getName());

    /** The usual parts of gadget chains: these are not learned. */
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
     * Creates a learner.
     *
     * @param lines creates the lines that allow the given class names, which are sorted and not empty, ready to paste
     */
    public ClassLearner(Function<List<String>, String> lines) {
        this.lines = lines;
    }

    /**
     * Creates a learner that prints calls of a codec's builder when this JVM ends.
     *
     * @return a new learner
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

    /** Whether a class may be stored; learns it if it was not known before. */
    boolean learn(String name) {
        if (NEVER.stream().anyMatch(name::startsWith) || name.contains("$$") || name.contains("/")) {
            return false;
        }
        if (classes.add(name)) {
            LOG.log(
                    Level.WARNING,
                    "Class {0} is not on the allow-list, but is stored in a session because the list is being learned;"
                            + " this is for development only.",
                    name);
        }
        return true;
    }

    static boolean isOfTheJdk(String name) {
        return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.");
    }

    /**
     * What has been learned so far.
     *
     * @return names of classes, sorted
     */
    public List<String> classes() {
        return classes.stream().sorted().toList();
    }

    /**
     * The lines that allow the learned classes.
     *
     * @return lines to paste; empty if nothing was learned
     */
    public String lines() {
        List<String> names = classes();
        return names.isEmpty() ? "" : lines.apply(names);
    }

    /** Logs the lines through {@link System.Logger}. Learned classes stay learned. */
    @Override
    public void close() {
        if (!classes.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Learned for the allow-list; check each class, and paste those that are safe to read:\n{0}",
                    lines());
        }
    }
}
