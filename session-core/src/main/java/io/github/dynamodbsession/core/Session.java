package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One request's working copy of a session. Changes reach the storage, and other requests, with {@link
 * SessionStore#save} only; it writes single attributes, so that overlapping requests do not undo each other's changes.
 *
 * <p>Attributes stay encoded until they are read, and those that the storage keeps apart from the session stay there
 * until then. A value that was read and then modified in place is saved like one that was set.
 *
 * <p>Safe for use by several threads of one request; the values themselves are as safe as the application made them.
 * Its {@code toString} shows neither the id nor any value.
 */
public final class Session {

    /** The maximum interval: about a hundred years. */
    static final Duration MAX_INTERVAL = Duration.ofDays(36_525);

    private final WorkingCopy copy;
    private final SessionHome home;
    private final boolean isNew;
    private final boolean showsToken;

    private Session(WorkingCopy copy, boolean isNew, boolean showsToken, SessionHome home) {
        this.copy = copy;
        this.isNew = isNew;
        this.showsToken = showsToken;
        this.home = home;
    }

    static Session begun(SessionToken token, SessionTimes times, AttributeCodec codec, SessionHome home) {
        return new Session(new WorkingCopy(token, times, codec), true, true, home);
    }

    static Session found(SessionRecord stored, AttributeCodec codec, SessionHome home) {
        return new Session(new WorkingCopy(stored, codec), false, true, home);
    }

    /** The same working copy for those who are not to learn the token: listeners and indexes. */
    Session withoutToken() {
        return showsToken ? new Session(copy, isNew, false, home) : this;
    }

    /** For the store. */
    WorkingCopy copy() {
        return copy;
    }

    /**
     * The session's id; after {@link SessionStore#changeId} the new one, even before it is stored.
     *
     * @return the id, not for logs; with {@link TokenKind#PLAIN} a secret, since it opens the session
     */
    public String id() {
        return copy.id();
    }

    /**
     * The token that opens the session, for the cookie or the URL that this request sends; after {@link
     * SessionStore#changeId} the new one, even before it is stored. Another thread of the request may change the id at
     * any time: the token of a certain id is this one if {@link SessionToken#id} says so.
     *
     * @return the token, if this request began the session, changed its id, or found it by its token; empty if it found
     *     the session otherwise, and for a session that was passed to a listener or an index
     */
    public Optional<SessionToken> token() {
        return showsToken ? Optional.ofNullable(copy.token()) : Optional.empty();
    }

    /**
     * Whether this request created the session.
     *
     * @return true if it did, also after it was stored
     */
    public boolean isNew() {
        return isNew;
    }

    /**
     * Whether the session is stored, as far as this request knows.
     *
     * @return true once it was found or saved, also after it has ended
     */
    public boolean isStored() {
        return copy.isStored();
    }

    /**
     * Whether the session is known to have ended: deleted by this request, or found ended by a save.
     *
     * @return true if so; nothing of it will be stored any more
     */
    public boolean isEnded() {
        return copy.isEnded();
    }

    /**
     * Whether this request can read the session, but not write it: it presented a token whose session got another id a moment
     * ago because of its age ({@code renewIdAfter}), or learned so when it saved. {@link #id} is the new id, {@link #token} is
     * empty. A save writes nothing, not even the time of an access, and ends with {@link SaveResult#ENDED} if there is
     * something to write. A delete ends the session. No cookie must be sent for it: the client has, or is about to get, the new
     * token.
     *
     * @return true if so
     */
    public boolean isReadOnly() {
        return copy.isReadOnly();
    }

    /**
     * Whether a save would write more than the time of an access: a new session, another id or interval, attributes
     * that were set, removed, or read and then modified in place. Encodes values to find out; does not call the
     * storage, so an attribute that is stored apart, and was set without having been read, counts as changed.
     *
     * @return true if it would; also if a value cannot be encoded, in which case the save fails
     */
    public boolean hasUnsavedChanges() {
        return copy.hasUnsavedChanges();
    }

    /**
     * When the session was created.
     *
     * @return the instant, in whole milliseconds
     */
    public Instant createdAt() {
        return copy.times().createdAt();
    }

    /**
     * The last recorded access: that of an earlier request until this one is saved, and up to {@code touchAfter} older
     * than the actual one.
     *
     * @return the instant, in whole milliseconds
     */
    public Instant lastAccessedAt() {
        return copy.times().lastAccessedAt();
    }

    /**
     * How long the session lives without an access.
     *
     * @return the interval; zero or negative: unlimited
     */
    public Duration maxInactiveInterval() {
        return copy.maxInactiveInterval();
    }

    /**
     * Sets how long the session lives without an access.
     *
     * @param interval the interval, truncated to milliseconds; zero or negative: unlimited
     * @throws IllegalArgumentException if it is longer than 36,525 days, or positive and shorter than a millisecond
     */
    public void setMaxInactiveInterval(Duration interval) {
        copy.setMaxInactiveInterval(checkedInterval("maxInactiveInterval", interval));
    }

    /**
     * When the session expires unless it is accessed again, as stored.
     *
     * @return the first instant at which it is absent; empty: never
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(copy.times().expiresAt());
    }

    /**
     * The names of all attributes. Never calls the storage.
     *
     * @return a sorted, unmodifiable snapshot
     */
    public Set<String> attributeNames() {
        return copy.attributeNames();
    }

    /**
     * Reads an attribute. If the storage keeps it apart from the session, as it may do with large ones, the first read of
     * it in a request calls the storage; in a session of an {@link AsyncSessionStore} it never does.
     *
     * @param name its name
     * @return its value, the same object with each call; empty if there is none, or if it cannot be decoded, of which
     *     the {@link SessionListener} is notified once
     * @throws io.github.dynamodbsession.core.error.SessionStorageException if it is stored apart and the storage does
     *     not answer; the next call retries
     */
    public Optional<Object> attribute(String name) {
        Objects.requireNonNull(name, "name");
        Object value = copy.attribute(name);
        while (value == WorkingAttributes.UNLOADED) {
            copy.load(name, home.loading());
            value = copy.attribute(name);
        }
        if (!copy.saving().isHeldByCurrentThread()) {
            reportUndecodable();
        }
        return Optional.ofNullable(value);
    }

    /** Reports undecodable attributes that were not reported yet. Must not be called while a lock is held. */
    void reportUndecodable() {
        List<SessionCodecException> unreported = copy.takeUnreported();
        if (!unreported.isEmpty()) {
            unreported.forEach(home.onUndecodable());
        }
    }

    /**
     * Reads an attribute of a known type.
     *
     * @param name its name
     * @param type its type
     * @param <T> its type
     * @return its value; empty as with {@link #attribute(String)}
     * @throws ClassCastException if the value is of another type
     * @throws io.github.dynamodbsession.core.error.SessionStorageException as with {@link #attribute(String)}
     */
    public <T> Optional<T> attribute(String name, Class<T> type) {
        return attribute(name).map(type::cast);
    }

    /**
     * Whether an attribute can be read without a call of the storage, which may keep it apart from the session.
     *
     * @param name its name
     * @return false if {@link #attribute(String)} would call the storage; true also if there is no such attribute
     */
    public boolean isLoaded(String name) {
        return copy.isLoaded(Objects.requireNonNull(name, "name"));
    }

    /**
     * Loads all attributes that the storage keeps apart, with one call of it as a rule, and none if all are loaded: for
     * callers that are about to read all of them.
     *
     * @throws io.github.dynamodbsession.core.error.SessionStorageException if the storage does not answer; the next call
     *     retries
     */
    public void loadAttributes() {
        copy.loadAll(home.loading());
    }

    /**
     * Sets an attribute. The value is encoded when the session is saved, in its state at that time.
     *
     * @param name its name; may be empty
     * @param value its value
     * @throws IllegalArgumentException if the name is not well-formed Unicode
     */
    public void setAttribute(String name, Object value) {
        Objects.requireNonNull(value, "value");
        requireWellFormed(name);
        copy.setAttribute(name, value);
    }

    /**
     * Checks whether a value can be stored in its current state, by encoding it. Does not set it, and does not call the
     * storage.
     *
     * @param name the name of the attribute that it is for
     * @param value the value
     * @throws io.github.dynamodbsession.core.error.SessionCodecException if it cannot, with the name of the attribute
     */
    public void requireStorable(String name, Object value) {
        Objects.requireNonNull(name, "name");
        copy.requireStorable(name, Objects.requireNonNull(value, "value"));
    }

    /**
     * Removes an attribute, if it is there.
     *
     * @param name its name
     */
    public void removeAttribute(String name) {
        Objects.requireNonNull(name, "name");
        copy.removeAttribute(name);
    }

    /** Whether it is the same working copy; what listeners get is equal to what the request has. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Session session && session.copy == copy;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(copy);
    }

    @Override
    public String toString() {
        return (isNew ? "new " : "") + "session with " + copy.attributeNames().size() + " attributes, " + copy.times();
    }

    /** For an interval that the caller cannot change, such as a container's: a longer one counts as the maximum. */
    static Duration atMostMaximum(Duration interval) {
        return interval.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : interval;
    }

    static Duration checkedInterval(String what, Duration interval) {
        if (interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException(
                    what + " must be at most " + MAX_INTERVAL.toDays() + " days, not " + interval);
        }
        if (interval.isNegative()) {
            return interval.compareTo(MAX_INTERVAL.negated()) < 0
                    ? Duration.ofSeconds(-1)
                    : interval.truncatedTo(ChronoUnit.SECONDS);
        }
        Duration cut = interval.truncatedTo(ChronoUnit.MILLIS);
        if (cut.isZero() && !interval.isZero()) {
            throw new IllegalArgumentException(what + " must be at least a millisecond, or zero for no limit");
        }
        return cut;
    }

    /** An unpaired surrogate has no UTF-8 form: two such names would become one in most storages. */
    private static void requireWellFormed(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("The attribute name has an unpaired surrogate at index " + i
                        + "; names must be well-formed Unicode");
            }
        }
    }
}
