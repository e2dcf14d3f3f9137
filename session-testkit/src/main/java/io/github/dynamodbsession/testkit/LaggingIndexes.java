package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client whose indexes still show everything that was ever in them, with the maximum lag, or only that. */
final class LaggingIndexes implements StorageClient {

    private final StorageClient delegate;
    private final Map<String, Set<String>> everSeen = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    LaggingIndexes(StorageClient delegate) {
        this.delegate = delegate;
    }

    /** From now on they show nothing new. */
    void stop() {
        stopped = true;
    }

    /** From now on they show what is new as well. */
    void resume() {
        stopped = false;
    }

    @Override
    public void init() {
        delegate.init();
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return delegate.get(id, now);
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return delegate.put(change, now);
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        return delegate.delete(id, now);
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return delegate.setExpires(id, times, now);
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return delegate.deleteExpired(before, removed);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type.equals(SessionIndexes.class)
                ? delegate.capability(SessionIndexes.class).map(Lagging::new).map(type::cast)
                : delegate.capability(type);
    }

    @Override
    public void close() {
        delegate.close();
    }

    private final class Lagging implements SessionIndexes {

        private final SessionIndexes indexes;

        Lagging(SessionIndexes indexes) {
            this.indexes = indexes;
        }

        @Override
        public void declare(Set<String> names) {
            indexes.declare(names);
        }

        /** All in one page: the current hits, and those of earlier queries. */
        @Override
        public Page<String> find(String index, String value, @Nullable String after) {
            Set<String> ids = everSeen.computeIfAbsent(index + "=" + value, key -> new LinkedHashSet<>());
            if (stopped) {
                return new Page<>(List.copyOf(ids), null);
            }
            String next = after;
            do {
                Page<String> page = indexes.find(index, value, next);
                ids.addAll(page.items());
                next = page.next();
            } while (next != null);
            return new Page<>(ids.stream().toList(), null);
        }

        @Override
        public Optional<SessionRecord> getConsistently(String id, Instant now) {
            return indexes.getConsistently(id, now);
        }

        @Override
        public Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now) {
            return indexes.deleteIndexed(id, index, value, now);
        }
    }
}
