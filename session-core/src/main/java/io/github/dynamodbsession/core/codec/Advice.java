package io.github.dynamodbsession.core.codec;

import java.util.function.UnaryOperator;

/** What to do about a class that a codec refuses: the true reason first, and to allow it only where that is right. */
final class Advice {

    private static final String COPY =
            "it is a view or a wrapper of the JDK's: copy it into a plain collection, as by new"
                    + " ArrayList<>(...) or new LinkedHashMap<>(...), and keep that.";

    private Advice() {}

    static String on(String name, UnaryOperator<String> allowing) {
        if (name.equals("java.net.URL")) {
            return "it asks a name server when it is compared: keep a java.net.URI, or its text, instead.";
        }
        if (isMadeAtRunTime(name)) {
            return "lambdas, proxies and classes that are made at run time cannot be read elsewhere: keep an object of a"
                    + " named class, without the proxy.";
        }
        if (isView(name)) {
            return COPY;
        }
        return allowing.apply(name);
    }

    /** What to do about a class that cannot be written at all. */
    static String onUnserializable(String name) {
        return isView(name) || name.startsWith("java.util.")
                ? COPY
                : ClassLearner.isOfTheJdk(name)
                        ? "keep what it was made of instead."
                        : "let it implement Serializable, or keep it out of the session.";
    }

    private static boolean isMadeAtRunTime(String name) {
        return name.equals("java.lang.invoke.SerializedLambda")
                || name.equals("java.lang.reflect.Proxy")
                || name.contains("$$")
                || name.contains("/")
                || name.contains("$Proxy");
    }

    /** The JDK keeps these classes to itself; those of them that can be read are on the list. */
    private static boolean isView(String name) {
        return name.startsWith("java.util.") && (name.indexOf('$') > 0 || name.startsWith("java.util.ReverseOrder"));
    }
}
