package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.servlet.container.FilterName;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which values that cannot be stored live on in the request that sets them, and in no other. Warns once for each class.
 * Safe for use by any number of threads.
 */
final class KeptListeners {

    private final boolean areKept;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    KeptListeners(boolean areKept) {
        this.areKept = areKept;
    }

    /** Whether this value is kept, if it cannot be stored. */
    boolean isKept(Object value) {
        return areKept
                && (value instanceof HttpSessionBindingListener || value instanceof HttpSessionActivationListener);
    }

    void warnOf(Object value) {
        String type = value.getClass().getName();
        if (warnedOf.add(type)) {
            System.getLogger(FilterName.FULL)
                    .log(
                            Level.WARNING,
                            "A session cannot store what is of {0}: it lives on in the request that sets it, and no"
                                    + " other request finds it.",
                            type);
        }
    }
}
