package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.servlet.container.FilterName;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which values that cannot be stored stay available to the request that sets them, and to no other. Warns once
 * for each class. Safe for use by any number of threads.
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
                            "Session attribute of type {0} cannot be stored: it is available only to the request that"
                                    + " sets it.",
                            type);
        }
    }
}
