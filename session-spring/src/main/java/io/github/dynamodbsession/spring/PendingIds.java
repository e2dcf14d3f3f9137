package io.github.dynamodbsession.spring;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that only their requests know by their id yet, such as those whose id was changed and not stored: a delete by
 * the new id must delete what is stored under the old one. Holds each session weakly, for as long as its request does.
 *
 * <p>Safe for use by any number of threads.
 */
final class PendingIds {

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final ReferenceQueue<StoreSession> forgotten = new ReferenceQueue<>();

    void add(StoreSession session) {
        for (Reference<?> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            byId.remove(((Entry) gone).id, gone);
        }
        String id = session.getId();
        byId.put(id, new Entry(id, session, forgotten));
    }

    /** The session that will have this id; null if there is none. */
    @Nullable
    StoreSession of(String id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.get();
    }

    /** Forgets an id that has been stored, or never will be. */
    void remove(String id) {
        byId.remove(id);
    }

    private static final class Entry extends WeakReference<StoreSession> {

        private final String id;

        Entry(String id, StoreSession session, ReferenceQueue<StoreSession> forgotten) {
            super(session, forgotten);
            this.id = id;
        }
    }
}
