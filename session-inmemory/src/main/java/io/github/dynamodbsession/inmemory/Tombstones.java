package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.Tombstone;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tombstones by id, in insertion order; expired ones are removed when another one is added. */
final class Tombstones {

    private final Map<String, Tombstone> byId = new LinkedHashMap<>();

    @Nullable
    Tombstone get(String id, Instant now) {
        Tombstone tombstone = byId.get(id);
        return tombstone == null || tombstone.isOver(now) ? null : tombstone;
    }

    void put(Tombstone tombstone, Instant now) {
        Iterator<Tombstone> oldest = byId.values().iterator();
        while (oldest.hasNext() && oldest.next().isOver(now)) {
            oldest.remove();
        }
        byId.remove(tombstone.id());
        byId.put(tombstone.id(), tombstone);
    }

    /** The id under which a session is stored by now, if it is. Ids are never reused, so this terminates. */
    String lastId(String id, Instant now) {
        String last = id;
        for (String next = id; next != null; next = ChangeRules.nextId(byId.get(last), now)) {
            last = next;
        }
        return last;
    }
}
