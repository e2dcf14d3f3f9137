package io.github.dynamodbsession.servlet.session;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the application's listeners of session events (Servlet 6.1, sections 7.4, 7.7.2 and 11). Called without a
 * lock held. An exception of a listener is propagated to the caller that caused the event (section 11.6), after the
 * operation in progress is done.
 *
 * <p>Immutable, and safe for use by any number of threads; the listeners must be so as well.
 */
public final class SessionEvents {

    private final List<HttpSessionListener> lives;
    private final List<HttpSessionListener> livesBackwards;
    private final List<HttpSessionAttributeListener> attributes;
    private final List<HttpSessionIdListener> ids;

    /**
     * Notifies these listeners.
     *
     * @param listeners in the order in which they were declared; other kinds of listeners are ignored
     */
    SessionEvents(Collection<? extends EventListener> listeners) {
        this.lives = only(HttpSessionListener.class, listeners);
        this.attributes = only(HttpSessionAttributeListener.class, listeners);
        this.ids = only(HttpSessionIdListener.class, listeners);
        List<HttpSessionListener> backwards = new ArrayList<>(lives);
        Collections.reverse(backwards);
        this.livesBackwards = List.copyOf(backwards);
    }

    private static <T> List<T> only(Class<T> type, Collection<?> listeners) {
        return listeners.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Whether any declared listener is interested in the end of a session. */
    boolean listensForEnds() {
        return !lives.isEmpty() || !attributes.isEmpty();
    }

    public void created(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        lives.forEach(listener -> listener.sessionCreated(event));
    }

    /** The session is about to end, and can still be read. In reverse order of declaration. */
    void destroyed(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        livesBackwards.forEach(listener -> listener.sessionDestroyed(event));
    }

    public void idChanged(HttpSession session, String oldId) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        ids.forEach(listener -> listener.sessionIdChanged(event, oldId));
    }

    /** A value is about to be bound, before it is visible in the session (section 7.4). */
    void binds(HttpSession session, String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueBound(new HttpSessionBindingEvent(session, name, value));
        }
    }

    /** An attribute was set. */
    void set(HttpSession session, String name, @Nullable Object before, Object value) {
        if (before == null) {
            HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
            attributes.forEach(listener -> listener.attributeAdded(event));
            return;
        }
        if (before != value) {
            unbound(session, name, before);
        }
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, before);
        attributes.forEach(listener -> listener.attributeReplaced(event));
    }

    /** An attribute was removed, or its session has ended. */
    void removed(HttpSession session, String name, Object value) {
        unbound(session, name, value);
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
        attributes.forEach(listener -> listener.attributeRemoved(event));
    }

    /** A session that had these attributes has ended. */
    void removed(HttpSession session, Map<String, Object> values) {
        values.forEach((name, value) -> removed(session, name, value));
    }

    private static void unbound(HttpSession session, String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueUnbound(new HttpSessionBindingEvent(session, name, value));
        }
    }
}
