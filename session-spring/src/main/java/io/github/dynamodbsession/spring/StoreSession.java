package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request's working copy of a session, as Spring Session's type. Attributes are decoded when they are read; those
 * that were set, removed, or read and then altered in place are written when the session is saved.
 *
 * <p>Safe for use by several threads of one request; attribute values are only as thread-safe as their classes. Its
 * {@code toString} shows neither the id nor any value.
 */
public final class StoreSession implements org.springframework.session.Session {

    /** How far clocks of nodes may differ, and this node's clock from the store's. */
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(1);

    private final Session session;
    private final SessionOwner owner;
    private volatile @Nullable Instant accessed;

    StoreSession(Session session, SessionOwner owner) {
        this.session = session;
        this.owner = owner;
    }

    /** The store's session. */
    Session stored() {
        return session;
    }

    @Override
    public String getId() {
        return session.id();
    }

    /**
     * Changes the session's id, to prevent session fixation. If the session is stored, a {@link StoreSessionRepository}
     * stores the change at once, in one write with the request's other changes, and the old id is invalid when this
     * returns; a {@link ReactiveStoreSessionRepository} does so when the session is saved.
     *
     * @return the new id; the current one if the session has ended
     * @throws io.github.dynamodbsession.core.error.SessionException as {@link StoreSessionRepository#save} does
     */
    @Override
    public String changeSessionId() {
        return owner.changeId(this);
    }

    /**
     * Reads an attribute.
     *
     * @param name its name
     * @param <T> its type
     * @return its value, the same object at each call; null if there is none, or if it cannot be decoded, which is
     *     reported to the store's listeners once
     */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the shape that Spring Session gives it
    public <T> @Nullable T getAttribute(String name) {
        return (T) session.attribute(name).orElse(null);
    }

    @Override
    public Set<String> getAttributeNames() {
        return session.attributeNames();
    }

    /**
     * Sets an attribute.
     *
     * @param name its name; may be empty
     * @param value its value; null removes the attribute
     * @throws IllegalArgumentException if the name is not well-formed Unicode
     */
    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            session.removeAttribute(name);
        } else {
            session.setAttribute(name, value);
        }
        owner.changed(this);
    }

    @Override
    public void removeAttribute(String name) {
        session.removeAttribute(name);
        owner.changed(this);
    }

    @Override
    public Instant getCreationTime() {
        return session.createdAt();
    }

    /**
     * Takes note of an access, for {@link #getLastAccessedTime} of this copy. What is stored is the moment of the save by
     * the store's clock, and only once the stored one is older than the store's {@code touchAfter}: an older time would
     * undo what another request recorded, and a later one let the session outlive its interval. A time that lies more
     * than a minute before the last recorded access, or after the session's end, is logged as a warning, once in the
     * life of a repository.
     *
     * @param lastAccessedTime when
     */
    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {
        accessed = Objects.requireNonNull(lastAccessedTime, "lastAccessedTime");
        if (lastAccessedTime.isBefore(session.lastAccessedAt().minus(CLOCKS_MAY_DIFFER))
                || session.expiresAt().filter(lastAccessedTime::isAfter).isPresent()) {
            owner.accessNotStored();
        }
    }

    @Override
    public Instant getLastAccessedTime() {
        Instant noted = accessed;
        return noted == null ? session.lastAccessedAt() : noted;
    }

    /**
     * Sets the inactivity timeout of the session.
     *
     * @param interval the interval; zero or negative: without limit
     * @throws IllegalArgumentException if it is longer than 36,525 days, or positive and shorter than a millisecond
     */
    @Override
    public void setMaxInactiveInterval(Duration interval) {
        session.setMaxInactiveInterval(interval);
        owner.changed(this);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return session.maxInactiveInterval();
    }

    /** Whether the session has expired or is known to have ended. The storage is not called. */
    @Override
    public boolean isExpired() {
        return owner.isExpired(session);
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
