package io.github.dynamodbsession.spring;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that have got another id which is not stored yet, by that id: whoever ends one of them by its id means what
 * is stored under another. Each is known for as long as its request holds it.
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

    /** The session that is to have this id; null if there is none. */
    @Nullable
    StoreSession of(String id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.get();
    }

    /** It is stored, or will never be. */
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
