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
 * Notifies values when they are loaded into this request, and before they are stored (Servlet 6.1, section 7.7.2,
 * {@link HttpSessionActivationListener}). Only values that the request has accessed are decoded, and so can be
 * notified. Safe for use by several threads; values are notified without a lock held.
 */
final class Activation {

    private final HttpSession session;

    /** The active values, by identity; null: none yet. Guarded by this. */
    private @Nullable Set<HttpSessionActivationListener> active;

    Activation(HttpSession session) {
        this.session = session;
    }

    /** A value was read: it is activated the first time, and again after a passivation. */
    void read(@Nullable Object value) {
        if (value instanceof HttpSessionActivationListener listener && add(listener)) {
            listener.sessionDidActivate(new HttpSessionEvent(session));
        }
    }

    /** A value that the application has set, which is already active. */
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

    /** A value was removed from the session. */
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

    /** The session is stored, and the request continues to use its values. */
    void activate(List<HttpSessionActivationListener> values) {
        values.forEach(this::read);
    }
}
