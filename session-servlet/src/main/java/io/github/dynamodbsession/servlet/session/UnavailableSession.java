package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Placeholder for a session that could not be loaded because the storage is down: it reads as empty, and throws if it
 * would be changed. Never stored, and never sent in a cookie.
 */
public final class UnavailableSession implements HttpSession {

    private final Session blank;
    private final ServletContext context;
    private final SessionStorageException failure;

    public UnavailableSession(Session blank, ServletContext context, SessionStorageException failure) {
        this.blank = blank;
        this.context = context;
        this.failure = failure;
    }

    public static SessionStorageException refusal(SessionStorageException failure) {
        return new SessionStorageException(
                "Session storage unavailable; this request continues without a session, which therefore cannot be"
                        + " stored, changed or ended.",
                failure.isRetryable(),
                failure);
    }

    @Override
    public String getId() {
        return blank.id();
    }

    @Override
    public long getCreationTime() {
        return blank.createdAt().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        return blank.lastAccessedAt().toEpochMilli();
    }

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public void setMaxInactiveInterval(int interval) {
        throw refusal(failure);
    }

    @Override
    public int getMaxInactiveInterval() {
        return WholeSeconds.of(blank.maxInactiveInterval());
    }

    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        return null;
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        throw refusal(failure);
    }

    /** The stored session may have the attribute. */
    @Override
    public void removeAttribute(String name) {
        throw refusal(failure);
    }

    /** The stored session would not end. */
    @Override
    public void invalidate() {
        throw refusal(failure);
    }

    @Override
    public String toString() {
        return "no session: session storage unavailable";
    }
}
