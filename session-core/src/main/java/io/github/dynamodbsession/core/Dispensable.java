package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that a framework sets for itself and can do without: a lock, a cache, a callback for the end of the
 * session, the reason of a failed login. If such a value cannot be stored it is left out, and the rest of the session
 * is stored. Safe for use by any number of threads.
 */
final class Dispensable {

    private static final Logger LOG = System.getLogger(StoreLog.NAME);

    private static final String LOCKS = "Each node has a lock of its own, as it would anyway.";

    /** A name, or a prefix of names, and the consequence of leaving such an attribute out. */
    private record Kind(String name, boolean isPrefix, String loss) {

        boolean isOf(String attributeName) {
            return isPrefix ? attributeName.startsWith(name) : attributeName.equals(name);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "org.springframework.web.context.request.ServletRequestAttributes.DESTRUCTION_CALLBACK.",
                    true,
                    "The destruction callback (@PreDestroy, AutoCloseable) of this session-scoped bean is not called when"
                            + " the session ends."),
            new Kind("org.springframework.web.util.WebUtils.MUTEX", false, LOCKS),
            new Kind(
                    "SPRING_SECURITY_LAST_EXCEPTION",
                    false,
                    "The page of the login is shown without the reason of the failure."),
            new Kind("com.sun.faces.context.SessionMap$Mutex", false, LOCKS),
            new Kind("org.jboss.weld.context.beanstore.http.LockStore", false, LOCKS));

    /** Each kind is logged once: otherwise every login would log it. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private Dispensable() {}

    /** Whether the session is stored without this attribute; logs that, once. */
    static boolean isLeftOut(String attributeName, SessionCodecException failure) {
        Kind kind = kindOf(attributeName);
        if (kind == null) {
            return false;
        }
        if (LOGGED.add(kind.isPrefix ? attributeName : kind.name)) {
            LOG.log(
                    Level.WARNING,
                    "An attribute that a framework keeps for itself cannot be stored and is left out. {0} {1}",
                    failure.getMessage(),
                    kind.loss);
        }
        return true;
    }

    private static @Nullable Kind kindOf(String attributeName) {
        for (Kind kind : KINDS) {
            if (kind.isOf(attributeName)) {
                return kind;
            }
        }
        return null;
    }
}
