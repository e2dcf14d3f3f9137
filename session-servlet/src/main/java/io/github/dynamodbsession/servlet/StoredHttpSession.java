package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.Session;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The application's view of the request's session.
 *
 * <p>Safe for use by several threads of the request.
 */
final class StoredHttpSession implements HttpSession {

    private final Session working;
    private final RequestSession request;
    private final ServletContext servletContext;

    /** As the application shall see it during the whole request, also after its own access was stored. */
    private final long lastAccessedTime;

    private volatile boolean invalidated;

    /** Whether the application has asked anything of the session since it was last saved. */
    private volatile boolean usedSinceSave = true;

    StoredHttpSession(Session working, RequestSession request, ServletContext servletContext) {
        this.working = working;
        this.request = request;
        this.servletContext = servletContext;
        this.lastAccessedTime = working.lastAccessedAt().toEpochMilli();
    }

    Session working() {
        return working;
    }

    void used() {
        usedSinceSave = true;
    }

    boolean isUsedSinceSave() {
        return usedSinceSave;
    }

    /** What the application asks from here on is for the next save. */
    void saving() {
        usedSinceSave = false;
    }

    void invalidated() {
        invalidated = true;
    }

    private Session valid() {
        if (invalidated) {
            throw new IllegalStateException("The session has been invalidated");
        }
        usedSinceSave = true;
        return working;
    }

    @Override
    public String getId() {
        return working.id();
    }

    @Override
    public long getCreationTime() {
        return valid().createdAt().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        valid();
        return lastAccessedTime;
    }

    @Override
    public boolean isNew() {
        return valid().isNew();
    }

    @Override
    public ServletContext getServletContext() {
        return servletContext;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        used();
        working.setMaxInactiveInterval(Duration.ofSeconds(seconds));
    }

    /** Whole seconds, rounded up: a session that ends within a second must not look like one that never does. */
    @Override
    public int getMaxInactiveInterval() {
        Duration interval = working.maxInactiveInterval();
        long seconds = interval.getSeconds() + (interval.getNano() > 0 ? 1 : 0);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seconds));
    }

    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        Session session = valid();
        return name == null ? null : session.attribute(name).orElse(null);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(valid().attributeNames());
    }

    @Override
    public void setAttribute(@Nullable String name, @Nullable Object value) {
        Session session = valid();
        if (name == null) {
            throw new IllegalArgumentException("An attribute of a session needs a name");
        }
        if (value == null) {
            session.removeAttribute(name);
        } else {
            session.setAttribute(name, value);
        }
    }

    @Override
    public void removeAttribute(@Nullable String name) {
        Session session = valid();
        if (name != null) {
            session.removeAttribute(name);
        }
    }

    @Override
    public void invalidate() {
        valid();
        request.invalidate(this);
    }

    /** Of two threads that invalidate, one comes second. */
    void requireValid() {
        valid();
    }

    @Override
    public String toString() {
        return invalidated ? "invalidated session" : working.toString();
    }
}
