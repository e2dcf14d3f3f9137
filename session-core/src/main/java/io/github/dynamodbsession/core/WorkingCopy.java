package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The state behind a {@link Session}: the changes of the application, and what is known about the stored session. Safe
 * for use by several threads; saves run one at a time, by {@link #saving} or {@link #saves}.
 */
final class WorkingCopy {

    private final ReentrantLock saving = new ReentrantLock();
    private final SaveQueue saves = new SaveQueue();
    private final WorkingAttributes attributes;

    private final Binding binding;

    private String id;

    /** Of {@link #id}; null: this request does not know it. */
    private volatile @Nullable SessionToken token;

    /** Whether {@link #id} was drawn because of the age of the stored one, and is not stored yet, as far as is known. */
    private boolean renews;

    /** Whether this request presented a former id, or learned that its id is one, so that it must not write. */
    private boolean readOnly;

    private SessionTimes times;
    private @Nullable Duration newInterval;
    private volatile boolean ended;

    /** The stored session, as far as this request knows; null: not stored yet. */
    private @Nullable SessionRecord stored;

    /** An update that is stored and not yet part of {@link #stored}: most requests end after their one save. */
    private Change.@Nullable Update unmerged;

    /** Whether {@link #stored} is a complete snapshot of the stored session; it is not after a merged write. */
    private boolean storedIsWhole = true;

    /** Whether an earlier save of this request recorded its access. */
    private boolean accessRecorded;

    /** A write that was not answered. */
    private Learned.@Nullable Sent unanswered;

    /** Unanswered writes that were not stored when that was checked; they may still arrive. The last one first. */
    private List<Learned.Sent> doubtful = List.of();

    /** The tokens of updates that were refused and retried. */
    private Set<String> refused = Set.of();

    /** A new session. */
    WorkingCopy(SessionToken token, SessionTimes times, AttributeCodec codec) {
        this.id = token.id();
        this.token = token;
        this.times = times;
        this.binding = new Binding(codec, times.createdAt(), null);
        this.attributes = new WorkingAttributes(Map.of(), UnloadedAttributes.NONE, codec, binding);
    }

    /** A session that was found. */
    WorkingCopy(SessionRecord stored, AttributeCodec codec) {
        this.id = stored.id();
        this.readOnly = stored.formerId() != null;
        this.times = stored.times();
        this.stored = stored;
        this.binding = new Binding(codec, times.createdAt(), stored);
        this.attributes = new WorkingAttributes(stored.attributes(), UnloadedAttributes.of(stored), codec, binding);
    }

    /** The lock that saves run under, one at a time. */
    ReentrantLock saving() {
        return saving;
    }

    /** The same without blocking a thread. */
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

    boolean isEnded() {
        return ended;
    }

    synchronized Set<String> attributeNames() {
        return attributes.names();
    }

    /** Null if there is none; {@link WorkingAttributes#UNLOADED} if it has to be {@link #load loaded} first. */
    synchronized @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    /**
     * Loads an attribute that is stored apart. Of several threads that read the same one, only one calls the storage.
     * Must not be called while this object is locked.
     *
     * @throws io.github.dynamodbsession.core.error.SessionException if the storage fails; the next call retries
     */
    void load(String name, AttributeLoading loading) {
        ReentrantLock lock = unloaded().loading();
        lock.lock();
        try {
            UnloadedAttributes.Load load = toRead(name);
            if (load != null) {
                loaded(load, loading.load(load.session(), load.names()));
            }
        } finally {
            lock.unlock();
        }
    }

    synchronized boolean isLoaded(String name) {
        return !attributes.hasToBeLoaded(name);
    }

    /** Loads all attributes that are stored apart, in the same way. */
    void loadAll(AttributeLoading loading) {
        ReentrantLock lock = unloaded().loading();
        lock.lock();
        try {
            for (UnloadedAttributes.Load load = toReadAll(); load != null; load = toReadAll()) {
                loaded(load, loading.load(load.session(), load.names()));
            }
        } finally {
            lock.unlock();
        }
    }

    private synchronized UnloadedAttributes.@Nullable Load toReadAll() {
        return attributes.toReadAll();
    }

    private synchronized UnloadedAttributes unloaded() {
        return attributes.unloaded();
    }

    private synchronized UnloadedAttributes.@Nullable Load toRead(String name) {
        return attributes.toRead(name);
    }

    /** What a save has to load before it can tell what was changed; null: nothing. */
    synchronized UnloadedAttributes.@Nullable Load toCompare() {
        return attributes.toCompare();
    }

    /** Records what was loaded. The values stay stored apart. */
    synchronized void loaded(UnloadedAttributes.Load asked, LoadedAttributes answer) {
        attributes.loaded(asked, answer);
        SessionRecord known = stored;
        if (known != null
                && isStoredAlike(
                        answer.values().keySet(), known.apart(), asked.session().apart())) {
            stored = known.with(answer);
        }
    }

    /** Not if another request has written one of them since. */
    private static boolean isStoredAlike(Set<String> names, ApartAttributes one, ApartAttributes other) {
        return one.equals(other) || only(names, one).equals(only(names, other));
    }

    private static ApartAttributes only(Set<String> names, ApartAttributes apart) {
        Set<String> others = new HashSet<>(apart.names());
        others.removeAll(names);
        return apart.without(others);
    }

    synchronized boolean hasUndecodableAttributes() {
        return attributes.hasUndecodable();
    }

    /** What turned out to be undecodable since the last call. */
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

    /** The application changes the id. */
    synchronized void changeId(SessionToken newToken) {
        id = newToken.id();
        token = newToken;
        renews = false;
    }

    /** The store changes the id, because the stored one is old. */
    synchronized void renewId(SessionToken newToken) {
        changeId(newToken);
        renews = true;
    }

    /** Whether the application wants another id than this one. */
    synchronized boolean isToBeMovedFrom(String other) {
        return !id.equals(other) && !renews;
    }

    /** Whether a store may renew the id: only of a session that was found by its token, or begun. */
    synchronized boolean isRenewable() {
        return token != null && !readOnly && stored != null && stored.id().equals(id);
    }

    /** The session was found by this token. If the id is a former one, the token is not that of the session. */
    synchronized void presented(SessionToken known) {
        token = readOnly ? null : known;
    }

    /** Whether a read of an id led to this session. */
    synchronized boolean isFoundUnder(String asked) {
        @Nullable String formerId = stored == null ? null : stored.formerId();
        return asked.equals(formerId == null ? id : formerId);
    }

    synchronized boolean isReadOnly() {
        return readOnly;
    }

    /** Whether the application wants what a session that is read only cannot give. */
    synchronized boolean hasRefusedChanges() {
        return stored == null
                || !stored.id().equals(id)
                || (newInterval != null && !newInterval.equals(times.maxInactiveInterval()))
                || hasAlteredAttributes();
    }

    @Nullable
    SessionToken token() {
        return token;
    }

    // ---- what a save knows ----

    synchronized SaveDecision.Situation situation(AttributeChanges changes, IndexChanges indexed) {
        @Nullable SessionRecord known = stored();
        return new SaveDecision.Situation(
                id,
                known,
                times,
                binding.storedUnder(id, known),
                newInterval,
                accessRecorded,
                changes,
                indexed,
                superseded(),
                renews);
    }

    /** The stored indexed values, as far as this request knows. */
    synchronized Map<String, String> indexed() {
        @Nullable SessionRecord known = stored();
        return known == null ? Map.of() : known.indexed();
    }

    /** Whether a save would write more than times. */
    synchronized boolean hasUnsavedChanges() {
        return stored == null || !stored.id().equals(id) || newInterval != null || hasAlteredAttributes();
    }

    private boolean hasAlteredAttributes() {
        try {
            return !attributes.changes().isEmpty();
        } catch (SessionException e) {
            return true; // what cannot be encoded now is not stored; the save will fail
        }
    }

    /**
     * The session as it was found, if this request has neither changed nor saved anything of it: what most requests do.
     * Null if a save has to look closer.
     */
    synchronized @Nullable SessionRecord unchanged() {
        SessionRecord found = stored;
        boolean isAsFound = found != null
                && found.id().equals(id)
                && !(ended || accessRecorded || unmerged != null || newInterval != null || unanswered != null)
                && doubtful.isEmpty()
                && refused.isEmpty()
                && attributes.areUnchanged();
        return isAsFound ? found : null;
    }

    synchronized AttributeChanges changes() {
        return attributes.changes();
    }

    /** A write that was not answered; null: none. */
    synchronized Learned.@Nullable Sent unanswered() {
        return unanswered;
    }

    /** The history of stored writes, as far as this request knows; null: not stored yet. */
    synchronized @Nullable WriteHistory history() {
        @Nullable SessionRecord known = stored();
        return known == null ? null : known.history();
    }

    /** The id under which the session is stored, as far as this request knows; null: not stored yet. */
    synchronized @Nullable String storedId() {
        return stored == null ? null : stored.id();
    }

    synchronized boolean isStored() {
        return stored != null;
    }

    /**
     * Whether an id change must read first, because this request does not know the complete session that it would move.
     */
    synchronized boolean mustReadBeforeRename() {
        return stored != null && !stored.id().equals(id) && !storedIsWhole;
    }

    /** Every id under which this session may be stored. */
    synchronized List<String> idsToDelete() {
        if (stored == null) {
            return unanswered == null ? List.of() : List.of(unanswered.id());
        }
        return unanswered == null || unanswered.id().equals(stored.id())
                ? List.of(stored.id())
                : List.of(stored.id(), unanswered.id());
    }

    /** The updates that are not stored, as far as this request knows, and must not be stored any more. */
    private Set<String> superseded() {
        if (refused.isEmpty() && doubtful.isEmpty()) {
            return Set.of();
        }
        Set<String> tokens = new TreeSet<>(refused);
        for (Learned.Sent write : doubtful) {
            if (write.change() instanceof Change.Update) {
                tokens.add(write.writeToken());
            }
        }
        return tokens;
    }

    /** Unanswered writes that may have been stored in the meantime. */
    synchronized List<Learned.Sent> doubtful() {
        return doubtful;
    }

    // ---- what a save learns ----

    /** Records what has happened. */
    synchronized void learn(Learned event) {
        if (event instanceof Learned.Sent sent) {
            unanswered = sent;
        } else if (event instanceof Learned.Answered) {
            unanswered = null;
        } else if (event instanceof Learned.Refused refusal) {
            unanswered = null;
            if (refusal.change() instanceof Change.Update update) {
                refused = new TreeSet<>(refused);
                refused.add(update.writeToken());
            }
        } else if (event instanceof Learned.Doubted doubted) {
            List<Learned.Sent> all = new ArrayList<>(doubtful);
            all.add(0, doubted.write());
            doubtful = List.copyOf(all);
            unanswered = null;
        } else if (event instanceof Learned.Stored whole) {
            stored = whole.session();
            unmerged = null;
            storedIsWhole = true;
            accessRecorded = true;
            renews &= !stored.id().equals(id);
            written(whole.session().times(), whole.changes());
        } else if (event instanceof Learned.Merged merged) {
            Change.Update update = merged.update();
            @Nullable TimesChange changed = update.times();
            SessionTimes before = known().times();
            unmerged = update;
            storedIsWhole = false;
            accessRecorded |= changed != null;
            written(changed == null ? before : before.with(changed), update.attributes());
        } else if (event instanceof Learned.Settled settled) {
            attributes.reload(settled.changes(), settled.current());
            unanswered = null;
            refresh(settled.current());
        } else if (event instanceof Learned.Touched touched) {
            SessionRecord base = known();
            times = base.times().with(touched.times());
            stored = base.withTimes(times);
            accessRecorded = true;
        } else if (event instanceof Learned.Refreshed refreshed) {
            refresh(refreshed.current());
        } else if (event instanceof Learned.Renewed renewed) {
            if (id.equals(known().id())) { // otherwise the application has changed it meanwhile, which will be refused
                id = renewed.current().id();
                token = null;
            }
            refresh(renewed.current());
            readOnly = true;
        } else if (event instanceof Learned.Ended) {
            ended = true;
        } else {
            throw new AssertionError(event); // the compiler of Java 17 cannot see that these are all
        }
    }

    /** A write of this request is stored; its earlier writes are no longer in doubt. */
    private void written(SessionTimes newTimes, AttributeChanges changes) {
        times = newTimes;
        if (newTimes.maxInactiveInterval().equals(newInterval)) {
            newInterval = null;
        }
        attributes.written(changes);
        unanswered = null;
        doubtful = List.of();
        refused = Set.of();
    }

    private void refresh(SessionRecord current) {
        stored = current;
        unmerged = null;
        storedIsWhole = true;
        times = current.times();
    }

    private SessionRecord known() {
        return Objects.requireNonNull(stored(), "updated or touched before it was stored");
    }

    /** With what was merged since. */
    private @Nullable SessionRecord stored() {
        Change.@Nullable Update update = unmerged;
        if (update != null) {
            unmerged = null;
            stored = update.appliedTo(known());
        }
        return stored;
    }
}
