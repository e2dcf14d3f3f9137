package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session as a request sees them: those that are stored, and those that cannot be stored and exist
 * only in this request. Safe for use by several threads.
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

    /**
     * Null if there is none, or if it is undecodable. The latter is reported here, so the first call must be made
     * without a lock held.
     */
    @Nullable
    Object get(String name) {
        Object kept = kept(name);
        return kept == null ? working.attribute(name).orElse(null) : kept;
    }

    /** Whether the value of that name exists only in this request. */
    boolean isOfThisRequest(String name) {
        return kept(name) != null;
    }

    private synchronized @Nullable Object kept(String name) {
        return ofThisRequest == null ? null : ofThisRequest.get(name);
    }

    /**
     * Whether a value is to be kept in this request only.
     *
     * @throws IllegalArgumentException if it cannot be stored, and is rejected for that reason
     */
    boolean isForThisRequestAlone(String name, Object value) {
        boolean isKept = application.keptListeners().isKept(value);
        if (!isKept && !application.refusesUnstorable()) {
            return false; // checked when the session is saved
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

    /** Removes the stored value of that name, if any. */
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
