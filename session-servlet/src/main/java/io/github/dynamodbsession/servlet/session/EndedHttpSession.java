package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended outside any request, as passed to listeners. It can be read until all of them have been
 * notified, and cannot be changed. Safe for use by several threads.
 */
final class EndedHttpSession implements HttpSession {

    private final Session session;
    private final Map<String, Object> attributes;
    private final ServletContext context;
    private volatile boolean over;

    EndedHttpSession(Session session, Map<String, Object> attributes, ServletContext context) {
        this.session = session;
        this.attributes = attributes;
        this.context = context;
    }

    void isOver() {
        over = true;
    }

    private Session valid() {
        if (over) {
            throw new IllegalStateException("The session has expired");
        }
        return session;
    }

    @Override
    public String getId() {
        return session.id();
    }

    @Override
    public long getCreationTime() {
        return valid().createdAt().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        return valid().lastAccessedAt().toEpochMilli();
    }

    @Override
    public boolean isNew() {
        valid();
        return false;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    /** Does nothing: the session has ended. */
    @Override
    public void setMaxInactiveInterval(int interval) {}

    @Override
    public int getMaxInactiveInterval() {
        return WholeSeconds.of(session.maxInactiveInterval());
    }

    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        valid();
        return name == null ? null : attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        valid();
        return Collections.enumeration(attributes.keySet());
    }

    /** Does nothing: the session has been removed. */
    @Override
    public void setAttribute(String name, Object value) {
        valid();
    }

    /** Does nothing: the session has been removed. */
    @Override
    public void removeAttribute(String name) {
        valid();
    }

    /** Does nothing while listeners are notified: the session is already ending. */
    @Override
    public void invalidate() {
        valid();
    }

    @Override
    public String toString() {
        return "expired session";
    }
}
