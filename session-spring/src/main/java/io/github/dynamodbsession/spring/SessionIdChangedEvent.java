package io.github.dynamodbsession.spring;

import java.util.Objects;
import org.springframework.context.ApplicationEvent;
import org.springframework.session.Session;

/**
 * A session has another id; the old one is dead. Published on the node that changed it, after it took effect. Its
 * {@code toString} shows no id.
 */
public final class SessionIdChangedEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private final transient Session session;
    /** The id up to now. */
    private final String oldId;

    /**
     * Makes one.
     *
     * @param source the repository
     * @param session the session, under its new id
     * @param oldId the id up to now
     */
    public SessionIdChangedEvent(Object source, Session session, String oldId) {
        super(source);
        this.session = Objects.requireNonNull(session, "session");
        this.oldId = Objects.requireNonNull(oldId, "oldId");
    }

    /**
     * The session, for reading.
     *
     * @return the session, under its new id
     */
    public Session getSession() {
        return session;
    }

    /**
     * The id up to now.
     *
     * @return the id; a secret, not for logs
     */
    public String getOldSessionId() {
        return oldId;
    }

    /**
     * The id from now on.
     *
     * @return the id; a secret, not for logs
     */
    public String getSessionId() {
        return session.getId();
    }
}
