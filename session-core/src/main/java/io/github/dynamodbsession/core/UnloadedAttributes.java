package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.SessionRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a working copy that are stored apart and whose values it does not have, each with the record that
 * it was seen in: what is stored apart fits that record only. Immutable but for the lock.
 */
final class UnloadedAttributes {

    /** Most sessions have none. */
    static final UnloadedAttributes NONE = new UnloadedAttributes(Map.of(), new ReentrantLock());

    private final Map<String, SessionRecord> records;
    private final ReentrantLock loading;

    private UnloadedAttributes(Map<String, SessionRecord> records, ReentrantLock loading) {
        this.records = records;
        this.loading = loading;
    }

    static UnloadedAttributes of(SessionRecord session) {
        Set<String> unloaded = session.unloaded();
        return unloaded.isEmpty() ? NONE : NONE.with(unloaded, session);
    }

    /** One call of the storage: what to load, and the record to load it for. */
    record Load(SessionRecord session, Set<String> names) {

        @Override
        public String toString() {
            return "load " + names.size() + " attributes";
        }
    }

    /** The lock for those who load because they read: a second reader of the same attribute waits for its value. */
    ReentrantLock loading() {
        return loading;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    Set<String> names() {
        return records.keySet();
    }

    boolean contains(String name) {
        return records.containsKey(name);
    }

    boolean isOf(String name, SessionRecord session) {
        SessionRecord record = records.get(name);
        return record != null && record.equals(session);
    }

    /** What one call can load of these; null: none of them has to be loaded. */
    @Nullable
    Load first(Collection<String> wanted) {
        @Nullable SessionRecord session = null;
        Set<String> names = new HashSet<>();
        for (String name : wanted) {
            SessionRecord record = records.get(name);
            if (record != null && (session == null || session.equals(record))) {
                session = record;
                names.add(name);
            }
        }
        return session == null ? null : new Load(session, names);
    }

    UnloadedAttributes without(Collection<String> names) {
        if (records.isEmpty() || names.stream().noneMatch(records::containsKey)) {
            return this;
        }
        Map<String, SessionRecord> rest = new HashMap<>(records);
        names.forEach(rest::remove);
        return new UnloadedAttributes(rest, loading);
    }

    UnloadedAttributes with(Collection<String> names, SessionRecord session) {
        if (names.isEmpty()) {
            return this;
        }
        Map<String, SessionRecord> all = new HashMap<>(records);
        names.forEach(name -> all.put(name, session));
        return new UnloadedAttributes(all, this == NONE ? new ReentrantLock() : loading);
    }
}
