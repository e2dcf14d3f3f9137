package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session as a request sees them: those that are stored, and those that cannot be and live in this
 * request alone. Safe for use by several threads.
 */
final class Attributes {

    private final Session working;
    private final ApplicationSessions application;

    /** Null: none. Guarded by this. */
    private @Nullable Map<String, Object> ofThisRequest;

    Attributes(Session working, ApplicationSessions application) {
        this.working = working;
        this.application = application;
    }

    Set<String> names() {
        Set<String> stored = working.attributeNames();
        synchronized (this) {
            if (ofThisRequest == null || ofThisRequest.isEmpty()) {
                return stored;
            }
            Set<String> all = new TreeSet<>(stored);
            all.addAll(ofThisRequest.keySet());
            return all;
        }
    }

    /** Null: there is none, or it is spoiled, which is reported here: so first with no lock held. */
    @Nullable
    Object get(String name) {
        Object kept = kept(name);
        return kept == null ? working.attribute(name).orElse(null) : kept;
    }

    /** Whether the value of that name is never stored. */
    boolean isOfThisRequest(String name) {
        return kept(name) != null;
    }

    private synchronized @Nullable Object kept(String name) {
        return ofThisRequest == null ? null : ofThisRequest.get(name);
    }

    /**
     * Finds out whether a value is for this request alone.
     *
     * @throws IllegalArgumentException if it cannot be stored, and is to be refused therefore
     */
    boolean isForThisRequestAlone(String name, Object value) {
        boolean isKept = application.keptListeners().isKept(value);
        if (!isKept && !application.refusesUnstorable()) {
            return false; // whether it can be stored is seen when it is
        }
        try {
            working.requireStorable(name, value);
            return false;
        } catch (SessionCodecException e) {
            if (isKept) {
                application.keptListeners().warnOf(value);
                return true;
            }
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    void set(String name, Object value) {
        forget(name);
        working.setAttribute(name, value);
    }

    /** What is stored under the name is replaced as well. */
    void setForThisRequest(String name, Object value) {
        working.removeAttribute(name);
        synchronized (this) {
            if (ofThisRequest == null) {
                ofThisRequest = new HashMap<>();
            }
            ofThisRequest.put(name, value);
        }
    }

    void remove(String name) {
        forget(name);
        working.removeAttribute(name);
    }

    private synchronized void forget(String name) {
        if (ofThisRequest != null) {
            ofThisRequest.remove(name);
        }
    }
}
