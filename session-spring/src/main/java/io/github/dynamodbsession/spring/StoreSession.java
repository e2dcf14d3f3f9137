package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request's working copy of a session, as Spring Session wants it. Attributes are decoded when they are read; those
 * that were set, removed, or read and then altered in place are written when the session is saved.
 *
 * <p>Safe for use by several threads of one request; the values themselves are as safe as the application made them.
 * Its {@code toString} shows neither the id nor any value.
 */
public final class StoreSession implements org.springframework.session.Session {

    /** Of nodes, and this one's from that of the store. */
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(1);

    private final Session session;
    private final SessionOwner owner;
    private volatile @Nullable Instant accessed;

    StoreSession(Session session, SessionOwner owner) {
        this.session = session;
        this.owner = owner;
    }

    /** What the store knows. */
    Session stored() {
        return session;
    }

    @Override
    public String getId() {
        return session.id();
    }

    /**
     * Gives the session another id, against session fixation. If it is stored, a {@link StoreSessionRepository} stores
     * the change at once, as one with the request's other changes, and the old id is dead when this returns; a {@link
     * ReactiveStoreSessionRepository} does so when the session is saved.
     *
     * @return the new id; the present one if the session has ended
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
     * Sets how long the session lives without an access.
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

    /** Whether its time is over, or it is known to have ended. The storage is not asked. */
    @Override
    public boolean isExpired() {
        return owner.isExpired(session);
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
