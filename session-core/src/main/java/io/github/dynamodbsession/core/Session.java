package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request's working copy of a session. Nothing that is done to it reaches the storage, or another request, before
 * {@link SessionStore#save}; then single attributes do, so that requests that overlap do not undo each other.
 *
 * <p>Attributes stay encoded until they are read. A value that was read and then altered in place is written like one
 * that was set.
 *
 * <p>Safe for use by several threads of one request; the values themselves are as safe as the application made them.
 * Its {@code toString} shows neither the id nor any value.
 */
public final class Session {

    /** The longest interval that can be set: some hundred years. */
    static final Duration LONGEST_INTERVAL = Duration.ofDays(36_525);

    private final Object lock = new Object();
    private final ReentrantLock saving = new ReentrantLock();
    private final WorkingAttributes attributes;
    private final Consumer<SessionCodecException> onSpoiled;
    private final boolean isNew;

    private String id;
    private SessionTimes times;
    private @Nullable Duration newInterval;
    private boolean ended;

    /** Whether this request's access is stored: saving again is no other access. */
    private boolean accessRecorded;

    /** What the storage holds, as far as this request knows; null: nothing yet. */
    private @Nullable SessionRecord stored;

    /** Whether {@link #stored} is all the storage held at one moment; not so after a write that merged. */
    private boolean storedIsWhole = true;

    /** A write whose answer did not arrive. */
    private @Nullable Unanswered unanswered;

    private Session(
            String id,
            SessionTimes times,
            @Nullable SessionRecord stored,
            AttributeCodec codec,
            Consumer<SessionCodecException> onSpoiled) {
        this.id = id;
        this.times = times;
        this.stored = stored;
        this.isNew = stored == null;
        this.attributes = new WorkingAttributes(stored == null ? Map.of() : stored.attributes(), codec);
        this.onSpoiled = onSpoiled;
    }

    static Session begun(
            String id, SessionTimes times, AttributeCodec codec, Consumer<SessionCodecException> onSpoiled) {
        return new Session(id, times, null, codec, onSpoiled);
    }

    static Session found(SessionRecord stored, AttributeCodec codec, Consumer<SessionCodecException> onSpoiled) {
        return new Session(stored.id(), stored.times(), stored, codec, onSpoiled);
    }

    /**
     * The session's id: after {@link SessionStore#changeId} the new one, even before it is stored.
     *
     * @return the id; a secret, not for logs
     */
    public String id() {
        synchronized (lock) {
            return id;
        }
    }

    /**
     * Whether this request began the session.
     *
     * @return true if it did, also after it was stored
     */
    public boolean isNew() {
        return isNew;
    }

    /**
     * Whether the session is known to have ended: deleted by this request, or found ended by a save.
     *
     * @return true if so; nothing of it will be stored any more
     */
    public boolean isEnded() {
        synchronized (lock) {
            return ended;
        }
    }

    /**
     * When the session began.
     *
     * @return the instant, in whole milliseconds
     */
    public Instant createdAt() {
        synchronized (lock) {
            return times.createdAt();
        }
    }

    /**
     * The last access that is stored: of an earlier request until this one is saved, and up to {@code touchAfter}
     * older than the true one.
     *
     * @return the instant, in whole milliseconds
     */
    public Instant lastAccessedAt() {
        synchronized (lock) {
            return times.lastAccessedAt();
        }
    }

    /**
     * How long the session lives without an access.
     *
     * @return the interval; zero or negative: without limit
     */
    public Duration maxInactiveInterval() {
        synchronized (lock) {
            return newInterval == null ? times.maxInactiveInterval() : newInterval;
        }
    }

    /**
     * Sets how long the session lives without an access.
     *
     * @param interval the interval, cut to whole milliseconds; zero or negative: without limit
     * @throws IllegalArgumentException if it is longer than 36,525 days, or positive and shorter than a millisecond
     */
    public void setMaxInactiveInterval(Duration interval) {
        Duration cut = checkedInterval("maxInactiveInterval", interval);
        synchronized (lock) {
            newInterval = cut;
        }
    }

    /**
     * When the session ends unless it is accessed again, as it is stored.
     *
     * @return the first instant at which it is absent; empty: never
     */
    public Optional<Instant> expiresAt() {
        synchronized (lock) {
            return Optional.ofNullable(times.expiresAt());
        }
    }

    /**
     * The names of the attributes there are.
     *
     * @return a sorted, unmodifiable snapshot
     */
    public Set<String> attributeNames() {
        synchronized (lock) {
            return attributes.names();
        }
    }

    /**
     * Reads an attribute.
     *
     * @param name its name
     * @return its value, the same object at each call; empty if there is none, or if it cannot be decoded, which is
     *     reported to the {@link SessionListener} once
     */
    public Optional<Object> attribute(String name) {
        Objects.requireNonNull(name, "name");
        Object value;
        List<SessionCodecException> spoiled;
        synchronized (lock) {
            value = attributes.get(name);
            spoiled = attributes.takeUnreported();
        }
        spoiled.forEach(onSpoiled);
        return Optional.ofNullable(value);
    }

    /**
     * Reads an attribute of a known type.
     *
     * @param name its name
     * @param type its type
     * @param <T> its type
     * @return its value; empty as with {@link #attribute(String)}
     * @throws ClassCastException if the value is of another type
     */
    public <T> Optional<T> attribute(String name, Class<T> type) {
        return attribute(name).map(type::cast);
    }

    /**
     * Sets an attribute. The value is encoded when the session is saved, in the state it has then.
     *
     * @param name its name; may be empty
     * @param value its value
     * @throws IllegalArgumentException if the name is not well-formed Unicode
     */
    public void setAttribute(String name, Object value) {
        Objects.requireNonNull(value, "value");
        requireWellFormed(name);
        synchronized (lock) {
            attributes.set(name, value);
        }
    }

    /**
     * Removes an attribute, if it is there.
     *
     * @param name its name
     */
    public void removeAttribute(String name) {
        Objects.requireNonNull(name, "name");
        synchronized (lock) {
            attributes.remove(name);
        }
    }

    @Override
    public String toString() {
        synchronized (lock) {
            return (isNew ? "new " : "") + "session with " + attributes.names().size() + " attributes, " + times;
        }
    }

    static Duration checkedInterval(String what, Duration interval) {
        if (interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException(
                    what + " must be at most " + LONGEST_INTERVAL.toDays() + " days, not " + interval);
        }
        if (interval.isNegative()) {
            return interval.compareTo(LONGEST_INTERVAL.negated()) < 0
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

    // ---- what the store needs, in the order of a save ----

    /** A write that was sent and not answered yet, and what of ours it held. */
    record Unanswered(Change change, AttributeChanges changes) {

        /** The id under which it is stored, if it is. */
        String id() {
            return change instanceof Change.Update update ? update.id() : whole().id();
        }

        /** What tells that it is stored. */
        String writeToken() {
            return change instanceof Change.Update update ? update.writeToken() : whole().writeToken();
        }

        private SessionRecord whole() {
            return change instanceof Change.Create create ? create.session() : ((Change.Rename) change).session();
        }

        @Override
        public String toString() {
            return changes.toString();
        }
    }

    /** One save of a session at a time. */
    ReentrantLock saving() {
        return saving;
    }

    SaveDecision.Situation situation(AttributeChanges changes) {
        synchronized (lock) {
            return new SaveDecision.Situation(id, stored, times, newInterval, accessRecorded, changes);
        }
    }

    AttributeChanges changes() {
        synchronized (lock) {
            return attributes.changes();
        }
    }

    Optional<Unanswered> unanswered() {
        synchronized (lock) {
            return Optional.ofNullable(unanswered);
        }
    }

    Optional<String> storedId() {
        synchronized (lock) {
            return Optional.ofNullable(stored).map(SessionRecord::id);
        }
    }

    /** Whether an id change must read first, since this request does not know all of what it would carry over. */
    boolean mustReadBeforeRename() {
        synchronized (lock) {
            return stored != null && !stored.id().equals(id) && !storedIsWhole;
        }
    }

    /** Every id under which something of this session may be stored. */
    Set<String> idsToDelete() {
        synchronized (lock) {
            Set<String> ids = new LinkedHashSet<>();
            if (stored != null) {
                ids.add(stored.id());
            }
            if (unanswered != null) {
                ids.add(unanswered.id());
            }
            return ids;
        }
    }

    void changeId(String newId) {
        synchronized (lock) {
            id = newId;
        }
    }

    void sending(Change change, AttributeChanges changes) {
        synchronized (lock) {
            unanswered = new Unanswered(change, changes);
        }
    }

    void answered() {
        synchronized (lock) {
            unanswered = null;
        }
    }

    /** The storage holds this now, all of it; what of it is ours is not to be written again. */
    void storedWhole(SessionRecord session, AttributeChanges changes) {
        synchronized (lock) {
            stored = session;
            storedIsWhole = true;
            accessRecorded = true;
            writtenTimes(session.times());
            attributes.written(changes);
            unanswered = null;
        }
    }

    /** The storage merged this into what it held. */
    void storedMerged(Change.Update update) {
        synchronized (lock) {
            SessionRecord base = Objects.requireNonNull(stored, "updated before it was stored");
            SessionTimes newTimes =
                    update.times() == null ? base.times() : base.times().with(update.times());
            stored = base.with(update.attributes(), update.writeToken()).withTimes(newTimes);
            storedIsWhole = false;
            accessRecorded |= update.times() != null;
            writtenTimes(newTimes);
            attributes.written(update.attributes());
            unanswered = null;
        }
    }

    /** An update may or may not have been applied: of what it was about, what is there counts as loaded. */
    void settled(AttributeChanges changes, SessionRecord current) {
        synchronized (lock) {
            attributes.reload(changes, current.attributes());
            unanswered = null;
            refreshed(current);
        }
    }

    void touchedBy(TimesChange touch) {
        synchronized (lock) {
            SessionRecord base = Objects.requireNonNull(stored, "touched before it was stored");
            times = base.times().with(touch);
            stored = base.withTimes(times);
            accessRecorded = true;
        }
    }

    /** Somebody else wrote meanwhile: what is to be written is decided anew against what they left. */
    void refreshed(SessionRecord current) {
        synchronized (lock) {
            stored = current;
            storedIsWhole = true;
            times = current.times();
        }
    }

    void end() {
        synchronized (lock) {
            ended = true;
        }
    }

    private void writtenTimes(SessionTimes newTimes) {
        times = newTimes;
        if (newTimes.maxInactiveInterval().equals(newInterval)) {
            newInterval = null;
        }
    }
}
