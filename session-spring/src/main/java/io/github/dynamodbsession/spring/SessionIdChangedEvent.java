package io.github.dynamodbsession.spring;

import java.util.Objects;
import org.springframework.context.ApplicationEvent;
import org.springframework.session.Session;

/**
 * The id of a session was changed, and the old one is invalid. Published on the node that changed it, after the change
 * took effect. Its {@code toString} shows no id.
 */
public final class SessionIdChangedEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private final transient Session session;
    /** The old id. */
    private final String oldId;

    /**
     * Creates an event.
     *
     * @param source the repository
     * @param session the session, under its new id
     * @param oldId the old id
     */
    public SessionIdChangedEvent(Object source, Session session, String oldId) {
        super(source);
        this.session = Objects.requireNonNull(session, "session");
        this.oldId = Objects.requireNonNull(oldId, "oldId");
    }

    /**
     * The session, for reading only.
     *
     * @return the session, under its new id
     */
    public Session getSession() {
        return session;
    }

    /**
     * The old id.
     *
     * @return the id; a secret, not for logs
     */
    public String getOldSessionId() {
        return oldId;
    }

    /**
     * The new id.
     *
     * @return the id; a secret, not for logs
     */
    public String getSessionId() {
        return session.getId();
    }
}
