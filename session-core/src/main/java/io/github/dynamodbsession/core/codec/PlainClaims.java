package io.github.dynamodbsession.core.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps and lists of JSON libraries in the claims of tokens, which can be replaced by those of the JDK. */
public final class PlainClaims {

    /** Packages of Nimbus, and of the libraries that it contains or uses. */
    private static final List<String> LIBRARIES =
            List.of("com.nimbusds.", "net.minidev.json.", "com.google.gson.internal.");

    private PlainClaims() {}

    /**
     * What is stored for an object.
     *
     * @param object any object
     * @return a {@code LinkedHashMap} or an {@code ArrayList} with the same content if it is a map or a list of one of
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
