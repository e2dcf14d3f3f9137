package io.github.dynamodbsession.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * A session as an index resolver sees it. Spring Session has two names for the attribute that holds the principal's
 * name, one for servlets and one for WebFlux; here, each stands in for the other.
 */
record MarkedSession(Session session) implements Session {

    private static final String MARK = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String REACTIVE_MARK = ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the shape that Spring Session gives it
    public <T> @Nullable T getAttribute(String name) {
        T value = session.getAttribute(name);
        if (value == null && name.equals(MARK)) {
            return session.getAttribute(REACTIVE_MARK);
        }
        if (value == null && name.equals(REACTIVE_MARK)) {
            return session.getAttribute(MARK);
        }
        return value;
    }

    @Override
    public Set<String> getAttributeNames() {
        return session.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, Object value) {
        session.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        session.removeAttribute(name);
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public String changeSessionId() {
        return session.changeSessionId();
    }

    @Override
    public Instant getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {
        session.setLastAccessedTime(lastAccessedTime);
    }

    @Override
    public Instant getLastAccessedTime() {
        return session.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        session.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return session.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return session.isExpired();
    }

    /** Shows neither the id nor any value. */
    @Override
    public String toString() {
        return session.toString();
    }
}
