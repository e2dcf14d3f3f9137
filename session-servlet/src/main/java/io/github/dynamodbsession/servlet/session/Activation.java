package io.github.dynamodbsession.servlet.session;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells values when they come from the storage into this request, and when they go there (Servlet 6.1, section 7.7.2,
 * {@link HttpSessionActivationListener}). Only values that the request has seen exist here at all. Safe for use by
 * several threads; values are told with no lock held.
 */
final class Activation {

    private final HttpSession session;

    /** Those that are active here, each by its identity; null: none yet. Guarded by this. */
    private @Nullable Set<HttpSessionActivationListener> active;

    Activation(HttpSession session) {
        this.session = session;
    }

    /** A value was read: the first time, and again after it was passivated, it is activated. */
    void read(@Nullable Object value) {
        if (value instanceof HttpSessionActivationListener listener && add(listener)) {
            listener.sessionDidActivate(new HttpSessionEvent(session));
        }
    }

    /** A value of the application's own, which is active. */
    void set(@Nullable Object value) {
        if (value instanceof HttpSessionActivationListener listener) {
            add(listener);
        }
    }

    private synchronized boolean add(HttpSessionActivationListener listener) {
        if (active == null) {
            active = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return active.add(listener);
    }

    /** A value is not the session's any more. */
    synchronized void forget(@Nullable Object value) {
        if (active != null) {
            active.removeIf(listener -> listener == value);
        }
    }

    /** The session is about to be stored. */
    List<HttpSessionActivationListener> passivate() {
        List<HttpSessionActivationListener> all = takeAll();
        if (!all.isEmpty()) { // as for most requests
            HttpSessionEvent event = new HttpSessionEvent(session);
            all.forEach(listener -> listener.sessionWillPassivate(event));
        }
        return all;
    }

    private synchronized List<HttpSessionActivationListener> takeAll() {
        if (active == null || active.isEmpty()) {
            return List.of();
        }
        List<HttpSessionActivationListener> all = new ArrayList<>(active);
        active.clear();
        return all;
    }

    /** The session is stored, and the request goes on with its values. */
    void activate(List<HttpSessionActivationListener> values) {
        values.forEach(this::read);
    }
}
