package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps values of a thousand bytes and more apart, and counts how often they are loaded. Ids do not change. */
final class ApartStorage implements StorageClient, AttributeLoading {

    private static final int LARGE = 1000;

    private final StorageClient all;
    final List<Set<String>> loads = new CopyOnWriteArrayList<>();
    volatile boolean loadsFail;

    ApartStorage(StorageClient all) {
        this.all = all;
    }

    private record Apart(Map<String, EncodedValue> values) implements ApartAttributes {

        @Override
        public Set<String> names() {
            return values.keySet();
        }

        @Override
        public ApartAttributes without(Collection<String> names) {
            Map<String, EncodedValue> rest = new HashMap<>(values);
            rest.keySet().removeAll(names);
            return new Apart(Map.copyOf(rest));
        }
    }

    private static SessionRecord shown(SessionRecord whole) {
        Map<String, EncodedValue> head = new HashMap<>(whole.attributes());
        Map<String, EncodedValue> apart = new HashMap<>(whole.attributes());
        head.values().removeIf(value -> value.size() >= LARGE);
        apart.keySet().removeAll(head.keySet());
        return new SessionRecord(whole.id(), whole.times(), head, whole.indexed(), whole.history(), new Apart(apart));
    }

    @Override
    public LoadedAttributes load(SessionRecord session, Set<String> names) {
        loads.add(Set.copyOf(names));
        if (loadsFail) {
            throw new SessionStorageException("No loading, as the test wants it", true, null);
        }
        Map<String, EncodedValue> values = new HashMap<>(((Apart) session.apart()).values());
        values.keySet().retainAll(names);
        return new LoadedAttributes(values, Map.of());
    }

    @Override
    public void init() {
        all.init();
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return all.get(id, now).map(ApartStorage::shown);
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return all.put(change, now);
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return all.delete(id, now).map(ApartStorage::shown);
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return all.setExpires(id, times, now);
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return all.deleteExpired(before, session -> removed.accept(shown(session)));
    }

    @Override
    public void close() {
        all.close();
    }
}
