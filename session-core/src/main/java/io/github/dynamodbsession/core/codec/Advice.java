package io.github.dynamodbsession.core.codec;

import java.util.function.UnaryOperator;

/** Advice about a class that a codec refuses: the actual reason first, and allowing it only if that is right. */
final class Advice {

    private static final String COPY =
            "it is a view or a wrapper of the JDK: copy it into a plain collection, for instance with new"
                    + " ArrayList<>(...) or new LinkedHashMap<>(...), and store that.";

    private Advice() {}

    static String on(String name, UnaryOperator<String> allowing) {
        if (name.equals("java.net.URL")) {
            return "it queries a name server when it is compared: store a java.net.URI, or its text, instead.";
        }
        if (isMadeAtRunTime(name)) {
            return "lambdas, proxies and classes that are generated at runtime cannot be read elsewhere: store an"
                    + " object of a named class, without the proxy.";
        }
        if (isView(name)) {
            return COPY;
        }
        return allowing.apply(name);
    }

    /** Advice about a class that cannot be written at all. */
    static String onUnserializable(String name) {
        return isView(name) || name.startsWith("java.util.")
                ? COPY
                : ClassLearner.isOfTheJdk(name)
                        ? "store the data it was created from instead."
                        : "make it implement Serializable, or do not store it in the session.";
    }

    private static boolean isMadeAtRunTime(String name) {
        return name.equals("java.lang.invoke.SerializedLambda")
                || name.equals("java.lang.reflect.Proxy")
                || name.contains("$$")
                || name.contains("/")
                || name.contains("$Proxy");
    }

    /** Internal classes of the JDK; those that can be read are on the list. */
    private static boolean isView(String name) {
        return name.startsWith("java.util.") && (name.indexOf('$') > 0 || name.startsWith("java.util.ReverseOrder"));
    }
}
