package io.github.dynamodbsession.core.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps and lists that JSON libraries put into the claims of tokens, and are no more than the JDK's. */
public final class PlainClaims {

    /** Packages of Nimbus, and of the libraries that it has in it or uses. */
    private static final List<String> LIBRARIES =
            List.of("com.nimbusds.", "net.minidev.json.", "com.google.gson.internal.");

    private PlainClaims() {}

    /**
     * What is kept of an object.
     *
     * @param object any object
     * @return a {@code LinkedHashMap} or an {@code ArrayList} with the same in it if it is a map or a list of one of
     *     these libraries; otherwise the object itself
     */
    public static Object of(Object object) {
        if (object instanceof Map<?, ?> map && isOfLibrary(object)) {
            return new LinkedHashMap<>(map);
        }
        return object instanceof Collection<?> collection && isOfLibrary(object) ? new ArrayList<>(collection) : object;
    }

    private static boolean isOfLibrary(Object object) {
        String name = object.getClass().getName();
        for (String library : LIBRARIES) {
            if (name.startsWith(library)) {
                return true;
            }
        }
        return false;
    }
}
