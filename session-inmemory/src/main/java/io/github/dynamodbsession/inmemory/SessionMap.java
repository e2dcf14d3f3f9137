package io.github.dynamodbsession.inmemory;

import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions by id, and ids by indexed value; both sorted, so that a page continues where the previous one ended. */
final class SessionMap {

    private final NavigableMap<String, SessionRecord> byId = new TreeMap<>();
    private final Map<IndexedValue, TreeSet<String>> idsByValue = new HashMap<>();

    private record IndexedValue(String index, String value) {
        @Override
        public String toString() {
            return "a value of " + index;
        }
    }

    int size() {
        return byId.size();
    }

    @Nullable
    SessionRecord get(String id) {
        return byId.get(id);
    }

    Stream<SessionRecord> all() {
        return byId.values().stream();
    }

    void put(SessionRecord session) {
        remove(session.id());
        byId.put(session.id(), session);
        session.indexed().forEach((index, value) -> idsByValue
                .computeIfAbsent(new IndexedValue(index, value), key -> new TreeSet<>())
                .add(session.id()));
    }

    @Nullable
    SessionRecord remove(String id) {
        SessionRecord removed = byId.remove(id);
        if (removed != null) {
            removed.indexed()
                    .forEach((index, value) ->
                            idsByValue.computeIfPresent(new IndexedValue(index, value), (key, ids) -> {
                                ids.remove(id);
                                return ids.isEmpty() ? null : ids;
                            }));
        }
        return removed;
    }

    /** A page of the next sessions, up to this number, containing those that match. */
    Page<SessionRecord> page(@Nullable String after, int size, Predicate<SessionRecord> fits) {
        Collection<SessionRecord> rest = (after == null ? byId : byId.tailMap(after, false)).values();
        List<SessionRecord> looked = rest.stream().limit(size).toList();
        return new Page<>(
                looked.stream().filter(fits).toList(),
                looked.size() < size ? null : looked.get(size - 1).id());
    }

    Page<String> find(String index, String value, @Nullable String after, int size) {
        TreeSet<String> ids = idsByValue.getOrDefault(new IndexedValue(index, value), new TreeSet<>());
        List<String> page = new ArrayList<>();
        for (String id : after == null ? ids : ids.tailSet(after, false)) {
            if (page.size() == size) {
                return new Page<>(page, page.get(size - 1));
            }
            page.add(id);
        }
        return new Page<>(page, null);
    }
}
