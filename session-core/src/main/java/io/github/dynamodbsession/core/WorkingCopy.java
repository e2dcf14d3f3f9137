package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} is made of: what the application did to it, and what is known of its place in the storage.
 * Safe for use by several threads; a save as a whole is kept to one at a time by {@link #saving}.
 */
final class WorkingCopy {

    private final ReentrantLock saving = new ReentrantLock();
    private final SaveQueue saves = new SaveQueue();
    private final WorkingAttributes attributes;

    private String id;
    private SessionTimes times;
    private @Nullable Duration newInterval;
    private boolean ended;

    /** What the storage holds, as far as this request knows; null: nothing yet. */
    private @Nullable SessionRecord stored;

    /** Whether {@link #stored} is all the storage held at one moment; not so after a write that merged. */
    private boolean storedIsWhole = true;

    /** Whether an earlier save of this request recorded its access. */
    private boolean accessRecorded;

    /** A write whose answer did not arrive. */
    private @Nullable Unanswered unanswered;

    /** Writes without an answer that were not stored when that was asked; they may still arrive. The last one first. */
    private final Deque<Unanswered> doubtful = new ArrayDeque<>();

    /** The tokens of updates that were refused and decided anew. */
    private final Set<String> refused = new TreeSet<>();

    /**
     * Begins one.
     *
     * @param stored what was found; null for a session that begins
     */
    WorkingCopy(String id, SessionTimes times, @Nullable SessionRecord stored, AttributeCodec codec) {
        this.id = id;
        this.times = times;
        this.stored = stored;
        this.attributes = new WorkingAttributes(stored == null ? Map.of() : stored.attributes(), codec);
    }

    /** A write that was sent and not answered yet, what of ours it held, and the time that it was sent with. */
    record Unanswered(Change change, AttributeChanges changes, Instant now) {

        /** The id under which it is stored, if it is. */
        String id() {
            return change instanceof Change.Update update ? update.id() : whole().id();
        }

        /** What tells that it is stored. */
        String writeToken() {
            return change instanceof Change.Update update ? update.writeToken() : whole().writeToken();
        }

        /** What a save is answered with that did this. */
        SaveResult result() {
            if (change instanceof Change.Update) {
                return SaveResult.CHANGED;
            }
            return change instanceof Change.Create ? SaveResult.CREATED : SaveResult.RENAMED;
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

    /** The same where no thread waits. */
    SaveQueue saves() {
        return saves;
    }

    // ---- what the application sees and does ----

    synchronized String id() {
        return id;
    }

    synchronized SessionTimes times() {
        return times;
    }

    synchronized Duration maxInactiveInterval() {
        return newInterval == null ? times.maxInactiveInterval() : newInterval;
    }

    synchronized void setMaxInactiveInterval(Duration interval) {
        newInterval = interval;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    synchronized Set<String> attributeNames() {
        return attributes.names();
    }

    synchronized @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    synchronized boolean hasSpoiledAttributes() {
        return attributes.hasSpoiled();
    }

    /** What turned out to be spoiled since the last call. */
    synchronized List<SessionCodecException> takeUnreported() {
        return attributes.takeUnreported();
    }

    synchronized void setAttribute(String name, Object value) {
        attributes.set(name, value);
    }

    void requireStorable(String name, Object value) {
        attributes.requireStorable(name, value);
    }

    synchronized void removeAttribute(String name) {
        attributes.remove(name);
    }

    synchronized void changeId(String newId) {
        id = newId;
    }

    synchronized void end() {
        ended = true;
    }

    // ---- what a save knows and learns, in its order ----

    synchronized SaveDecision.Situation situation(AttributeChanges changes, IndexChanges indexed) {
        return new SaveDecision.Situation(
                id, stored, times, newInterval, accessRecorded, changes, indexed, superseded());
    }

    /** What the session is found by, as far as this request knows. */
    synchronized Map<String, String> indexed() {
        return stored == null ? Map.of() : stored.indexed();
    }

    /** Whether a save would write more than times. */
    synchronized boolean hasUnsavedChanges() {
        return stored == null || !stored.id().equals(id) || newInterval != null || hasAlteredAttributes();
    }

    private boolean hasAlteredAttributes() {
        try {
            return !attributes.changes().isEmpty();
        } catch (SessionCodecException e) {
            return true; // what cannot be encoded is not stored; the save says so
        }
    }

    synchronized AttributeChanges changes() {
        return attributes.changes();
    }

    synchronized Optional<Unanswered> unanswered() {
        return Optional.ofNullable(unanswered);
    }

    /** The writes of content that are stored, as far as this request knows; null: nothing is stored yet. */
    synchronized @Nullable WriteHistory history() {
        return stored == null ? null : stored.history();
    }

    synchronized Optional<String> storedId() {
        return Optional.ofNullable(stored).map(SessionRecord::id);
    }

    /** Whether an id change must read first, since this request does not know all of what it would carry over. */
    synchronized boolean mustReadBeforeRename() {
        return stored != null && !stored.id().equals(id) && !storedIsWhole;
    }

    /** Every id under which something of this session may be stored. */
    synchronized Set<String> idsToDelete() {
        Set<String> ids = new LinkedHashSet<>();
        if (stored != null) {
            ids.add(stored.id());
        }
        if (unanswered != null) {
            ids.add(unanswered.id());
        }
        return ids;
    }

    synchronized void sending(Change change, AttributeChanges changes, Instant now) {
        unanswered = new Unanswered(change, changes, now);
    }

    synchronized void answered() {
        unanswered = null;
    }

    /** It is not stored yet. */
    synchronized void doubts(Unanswered write) {
        doubtful.addFirst(write);
        unanswered = null;
    }

    /** What was refused, and is decided anew, is not stored; an attempt of it may be under way all the same. */
    synchronized void refused(Change change) {
        unanswered = null;
        if (change instanceof Change.Update update) {
            refused.add(update.writeToken());
        }
    }

    /** The updates that are not stored, as far as this request knows, and that must not be stored any more. */
    private Set<String> superseded() {
        Set<String> tokens = new TreeSet<>(refused);
        for (Unanswered write : doubtful) {
            if (write.change() instanceof Change.Update) {
                tokens.add(write.writeToken());
            }
        }
        return tokens;
    }

    /** The writes that may have been stored meanwhile. */
    synchronized List<Unanswered> doubtful() {
        return List.copyOf(doubtful);
    }

    /** The storage holds this now, all of it; what of it is ours is not to be written again. */
    synchronized void storedWhole(SessionRecord session, AttributeChanges changes) {
        stored = session;
        storedIsWhole = true;
        accessRecorded = true;
        writtenTimes(session.times());
        attributes.written(changes);
        unanswered = null;
        nothingInDoubt();
    }

    /** The storage merged this into what it held. */
    synchronized void storedMerged(Change.Update update) {
        SessionRecord base = Objects.requireNonNull(stored, "updated before it was stored");
        stored = base.after(update);
        storedIsWhole = false;
        accessRecorded |= update.times() != null;
        writtenTimes(stored.times());
        attributes.written(update.attributes());
        unanswered = null;
        nothingInDoubt();
    }

    private void nothingInDoubt() {
        doubtful.clear();
        refused.clear();
    }

    /** An update may or may not have been applied: of what it was about, what is there counts as loaded. */
    synchronized void settled(AttributeChanges changes, SessionRecord current) {
        attributes.reload(changes, current.attributes());
        unanswered = null;
        refreshed(current);
    }

    synchronized void touchedBy(TimesChange touch) {
        SessionRecord base = Objects.requireNonNull(stored, "touched before it was stored");
        times = base.times().with(touch);
        stored = base.withTimes(times);
        accessRecorded = true;
    }

    /** Somebody else wrote meanwhile: what is to be written is decided anew against what they left. */
    synchronized void refreshed(SessionRecord current) {
        stored = current;
        storedIsWhole = true;
        times = current.times();
    }

    private void writtenTimes(SessionTimes newTimes) {
        times = newTimes;
        if (newTimes.maxInactiveInterval().equals(newInterval)) {
            newInterval = null;
        }
    }
}
